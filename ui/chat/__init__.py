"""The chat window: Gradio's components and events, and nothing else of the house."""

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # Gradio reads it when it is imported, which comes next

from ui.chat.mounting import mount_chat

__all__ = ["mount_chat"]
