"""What can go wrong when the workbench is asked over the API."""

from quandun.kernel.errors import PlatformError


class QuestionIncomplete(PlatformError):
    """A part of the question is missing. Fact: `name`."""

    code = "workbench.question_incomplete"
    status = 422
    says = "没有写“{name}”。"
    do = "请按 /api/v1/law/openapi.json 补上后再问。"
