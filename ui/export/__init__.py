"""What a reader takes away: the answers as a note for a file (an "ambtelijke notitie"), in Word or Markdown."""

from ui.export.markdown import markdown_note
from ui.export.word import word_note

__all__ = ["markdown_note", "word_note"]
