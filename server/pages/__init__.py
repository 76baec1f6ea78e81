"""What the server tells about itself beside the APIs: documents, their rendering, health and metrics."""

from server.pages import documents, rendering, service

__all__ = ["documents", "rendering", "service"]
