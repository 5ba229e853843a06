"""Building: reports become partitions, partitions become a version of a build directory."""
