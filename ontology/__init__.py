"""The vocabulary: what can be said, in Turtle, and the few modules that read it."""
