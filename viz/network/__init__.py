"""The network: its picture, the same as a table and as files, and how its nodes are placed."""
