"""What is the answer, and is it supported?"""

from assistant.answering import Assistant
from assistant.errors import AssistantError, BadQuestion
from assistant.opening import open_assistant
from corpus.errors import Refusal
from corpus.settings import Settings, read_settings

__all__ = ["Assistant", "AssistantError", "BadQuestion", "Refusal", "Settings", "open_assistant", "read_settings"]
