"""The web chat: a Gradio page inside an application of our own that keeps it private."""
