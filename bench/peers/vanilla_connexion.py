"""Connexion's FlaskApp the usual way: ORM sessions, jsonify, responses validated, uvicorn."""

import uuid
from datetime import UTC, datetime
from typing import Any

from connexion import FlaskApp
from connexion.resolver import Resolver
from flask import Response, jsonify
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bench.peers.document import document
from bench.peers.entity import Key, Resource, rfc3339
from bench.peers.store import digest, engine

database = engine()


def check_key(token: str) -> dict[str, Any] | None:
    with Session(database) as session:
        key = session.get(Key, digest(token))
        if key is None or (key.expires_at is not None and key.expires_at <= datetime.now(UTC)):
            return None
        return {"sub": key.tenant_id}


def get_resource(resource_id: str, user: str) -> tuple[Response, int]:
    with Session(database) as session:
        resource = session.get(Resource, (user, resource_id))
        if resource is None:
            return jsonify(
                status=404, error="resourceNotFound", message=f"No resource {resource_id}."
            ), 404
        return jsonify(shown(resource)), 200


def list_resources(user: str, limit: int = 20, continuation_token: str = "") -> Response:
    query = (
        select(Resource)
        .where(Resource.tenant_id == user, Resource.id > continuation_token)
        .order_by(Resource.id)
        .limit(limit + 1)
    )
    with Session(database) as session:
        rows = session.scalars(query).all()
        page: dict[str, Any] = {"items": [shown(row) for row in rows[:limit]]}
    if len(rows) > limit:
        page["continuationToken"] = page["items"][-1]["id"]
    return jsonify(page)


def create_resource(user: str, body: dict[str, Any]) -> tuple[Response, int, dict[str, str]]:
    now = datetime.now(UTC)
    resource = Resource(
        id=str(uuid.uuid4()),
        tenant_id=user,
        kind=body["kind"],
        name=body["name"],
        description=body.get("description"),
        labels=body.get("labels", {}),
        attributes=body.get("attributes", {}),
        state="draft",
        version=1,
        created_at=now,
        updated_at=now,
    )
    with Session(database) as session:
        session.add(resource)
        try:
            session.commit()
        except IntegrityError:
            return (
                jsonify(status=409, error="resourceNameTaken", message="The name is taken."),
                409,
                {},
            )
        answer = shown(resource)
    return jsonify(answer), 201, {"Location": f"/registry/v1/resources/{answer['id']}"}


def other(**_arguments: Any) -> tuple[Response, int]:
    return jsonify(status=404, error="notFound", message="Not here."), 404


def shown(resource: Resource) -> dict[str, Any]:
    return {
        "id": resource.id,
        "kind": resource.kind,
        "name": resource.name,
        "description": resource.description,
        "labels": resource.labels,
        "attributes": resource.attributes,
        "state": resource.state,
        "version": resource.version,
        "createdAt": rfc3339(resource.created_at),
        "updatedAt": rfc3339(resource.updated_at),
    }


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
