"""The chat window: Gradio's components and events, and nothing else of the house."""

from ui.chat.mounting import mount_chat

__all__ = ["mount_chat"]
