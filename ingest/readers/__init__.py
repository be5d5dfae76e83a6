"""One module per format: a file's bytes to blocks. They run in a child process and trust nothing."""
