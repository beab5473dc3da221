"""The description of the API on law (OpenAPI 3.1), written beside the routes; a test holds the two together."""

from typing import Any

from quandun.law import api as law

DAY = {"type": "string", "format": "date"}
TEXT = {"type": "string"}
MANY = {"type": "array", "items": TEXT}


def document() -> dict[str, Any]:
    """Return the whole description."""
    # Its `$id` makes the references inside the schema of damages count from itself.
    damages = {**law.damages_facts_schema(), "$id": "law-damages-facts"}
    return {
        "openapi": "3.1.0",
        "info": {"title": "泉盾 Quandun: law", "version": "1", "description": law.COURT_DECIDES},
        "paths": {
            "/api/v1/law/openapi.json": {"get": _route("this description")},
            "/api/v1/law/parameters": {
                "get": _route("find parameters", q=TEXT, area=TEXT, instrument=TEXT, trust=TEXT, changing={"type": "boolean"})
            },
            "/api/v1/law/parameters/{ref}": {"get": _route("one parameter with its history, ID or ID.VALUE", path="ref", on=DAY)},
            "/api/v1/law/due": {
                "get": _route(
                    "the day a period leads to",
                    needs=("ref", "starts"),
                    ref=TEXT,
                    starts=TEXT,
                    pause=MANY,
                    extend=MANY,
                    restart=MANY,
                    closes=TEXT,
                    on=DAY,
                )
            },
            "/api/v1/law/diff": {"get": _route("what changes between two days", needs=("first", "last"), first=DAY, last=DAY)},
            "/api/v1/law/competence": {
                "get": _route("which body acts", needs=("right", "act", "procedure"), right=TEXT, act=TEXT, procedure=TEXT, on=DAY)
            },
            "/api/v1/law/damages": {"post": _computation("damages", damages)},
            "/api/v1/law/crime": {"post": _computation("criminal standards", _needing("article", "on", "acts"))},
            "/api/v1/law/seller": {"post": _computation("the innocent seller", _needing("statute", "on"))},
            "/api/v1/law/court": {
                "post": _computation("court of first instance", {"type": "object", "required": ["on", "case", "matter"]})
            },
        },
        "components": {"schemas": {"Problem": PROBLEM}},
    }


PROBLEM = {
    "type": "object",
    "required": ["title", "status", "code", "facts", "article", "next"],
    "properties": {
        "title": TEXT,
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "stable, e.g. law.not_in_force"},
        "facts": {"type": "object"},
        "article": TEXT,
        "next": {"type": "string", "description": "what to do"},
    },
}


def _needing(*keys: str) -> dict[str, Any]:
    return {"type": "object", "required": list(keys)}


def _route(summary: str, *, path: str = "", needs: tuple[str, ...] = (), **query: dict[str, Any]) -> dict[str, Any]:
    in_path = [{"name": path, "in": "path", "required": True, "schema": TEXT}] if path else []
    in_query = [{"name": name, "in": "query", "required": name in needs, "schema": schema} for name, schema in query.items()]
    return {"summary": summary, "parameters": [*in_path, *in_query], "responses": _responses()}


def _computation(summary: str, schema: dict[str, Any]) -> dict[str, Any]:
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    return {"summary": summary, "requestBody": body, "responses": _responses()}


def _responses() -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "200": {"description": "the answer", "content": {"application/json": {"schema": {"type": "object"}}}},
        "4XX": {"description": "a refusal in one sentence, with the article where the law is the reason", "content": problem},
    }
