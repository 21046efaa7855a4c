"""The page: Gradio stays inside this package."""
