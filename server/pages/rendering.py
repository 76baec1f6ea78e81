"""Render the document at `/docs` with a Swagger UI of our own: no request leaves for another server."""

from __future__ import annotations

from html import escape
from pathlib import Path

from server.pages.page import Page, fixed

ASSETS = Path(__file__).parent.parent / "assets" / "swagger-ui"

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
}

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Scripts come from files of ours only; Swagger UI sets inline styles."""

_HTML = """<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{title}</title>
  <link rel="stylesheet" href="/docs/swagger-ui.css">
  <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
</head>
<body>
  <div id="swagger-ui"></div>
  <script src="/docs/swagger-ui-bundle.js"></script>
  <script src="/docs/start.js"></script>
</body>
</html>
"""

_START = """window.ui = SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null,
  tryItOutEnabled: true,
  persistAuthorization: false,
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
});
"""


def pages(title: str) -> dict[str, Page]:
    """`/docs` and the files that it loads."""
    headers = [
        (b"content-security-policy", _POLICY.encode()),
        (b"referrer-policy", b"no-referrer"),
    ]
    html = _HTML.format(title=escape(title)).encode()
    found = {
        "/docs": fixed(html, "text/html; charset=utf-8", headers=headers),
        "/docs/start.js": fixed(_START.encode(), _TYPES[".js"], headers=headers),
    }
    for name in ("swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"):
        body = (ASSETS / name).read_bytes()
        found[f"/docs/{name}"] = fixed(
            body, _TYPES[Path(name).suffix], headers=headers, max_age=86_400
        )
    return found
