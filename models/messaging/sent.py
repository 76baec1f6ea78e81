"""What listeners get: messages as they were sent, and trials."""

from typing import Final

from models.messaging import listener, message

BODIES: Final = {"message": message.body, "test": listener.test_body}
