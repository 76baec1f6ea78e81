"""Connexion's FlaskApp as usual but for its SQL, which is Core: the framework's own share."""

from typing import Any

from connexion import FlaskApp
from connexion.resolver import Resolver
from flask import Response, jsonify
from sqlalchemy.exc import IntegrityError

from bench.peers import statement
from bench.peers.document import document
from bench.peers.store import engine

database = engine()


def check_key(token: str) -> dict[str, Any] | None:
    with database.connect() as connection:
        tenant = statement.tenant_of(connection, token)
    return None if tenant is None else {"sub": tenant}


def get_resource(resource_id: str, user: str) -> tuple[Response, int]:
    with database.connect() as connection:
        resource = statement.find(connection, user, resource_id)
    if resource is None:
        return jsonify(
            status=404, error="resourceNotFound", message=f"No resource {resource_id}."
        ), 404
    return jsonify(resource), 200


def list_resources(user: str, limit: int = 20, continuation_token: str = "") -> Response:
    with database.connect() as connection:
        return jsonify(statement.page(connection, user, limit=limit, after=continuation_token))


def create_resource(user: str, body: dict[str, Any]) -> tuple[Response, int, dict[str, str]]:
    try:
        with database.begin() as connection:
            resource = statement.create(connection, user, body)
    except IntegrityError:
        return jsonify(status=409, error="resourceNameTaken", message="The name is taken."), 409, {}
    return jsonify(resource), 201, {"Location": f"/registry/v1/resources/{resource['id']}"}


def other(**_arguments: Any) -> tuple[Response, int]:
    return jsonify(status=404, error="notFound", message="Not here."), 404


def make() -> FlaskApp:
    """The application, for `uvicorn --factory`."""
    app = FlaskApp(__name__)
    resolver = Resolver(lambda name: globals().get(name, other))
    app.add_api(
        document(f"{__name__}.check_key"),
        resolver=resolver,
        validate_responses=True,
        pythonic_params=True,
    )
    return app
