"""Publishing: what describes the data, and the files in which it is given away."""
