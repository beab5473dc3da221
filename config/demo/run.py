"""Run the demonstration: prepare, tell the story, show how to look around."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.management import call_command

from config.demo.cast import Cast, Enrolled, read_cast
from config.demo.people import DEMO_PASSWORD
from config.demo.stage import Notebook, Stage, day
from config.demo.story import SYSTEM, Story
from quandun.frame.api import enrol_second_factor
from quandun.kernel.clocks import legal_day
from quandun.ledger import api as ledger
from quandun.people import api as people
from quandun.registers import api as registers

POSTS_FROM = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Told:
    """What the story ended with."""

    size: int
    root: str
    story: Story


def prepare(say: Callable[[str], None]) -> Cast:
    """Make the database, check that it is safe, load the city, hire the invented staff. Repeating changes nothing."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    say("准备数据库……")
    call_command("migrate", verbosity=0)
    ledger.refuse_unsafe()
    cast = read_cast(settings.CITY_DIR / "demo.yaml")
    at = day(8, 28)

    def load() -> dict[str, int]:
        return people.load_city_folder(folder=settings.CITY_DIR, by=SYSTEM, at=at)

    figures = ledger.once("demo/00/city", by=SYSTEM, request={"city": settings.CITY_DIR.name}, act=load)
    say(
        f"载入城市资料：{figures['units']} 个责任单位，{figures['districts']} 个区县，{figures['bodies']} 个机构；方案已读入任务与责任单位矩阵。"
    )
    return cast


def hire(cast: Cast, say: Callable[[str], None]) -> dict[str, str]:
    """Register the invented people with posts and accounts, each once, and return account ids by log-in name."""
    at = day(8, 28)
    accounts: dict[str, str] = {}
    for member in cast.staff:

        def engage(
            name: str = member.name,
            role: str = member.role,
            certificate: str = member.certificate,
            user: str = member.username,
            unit: str = member.unit,
        ) -> dict[str, str]:
            person = people.register_person(name=name, certificate=certificate, by=SYSTEM, at=at)
            people.appoint(person_id=person, unit_key=unit, role=role, valid_from=POSTS_FROM, by=SYSTEM, at=at)
            return {"account": _account(person, user)}

        accounts[member.username] = ledger.once(f"demo/00/staff/{member.username}", by=SYSTEM, request={}, act=engage)["account"]

    def engage_right_holder() -> dict[str, str]:
        holder = cast.right_holder
        person = people.register_person(name=holder["person"], by=SYSTEM, at=at)
        organisation = people.register_organisation(
            name=holder["organisation"], credit_code=holder["credit_code"], address=holder["address"], by=SYSTEM, at=at
        )
        people.give_mandate(person_id=person, organisation_id=organisation, valid_from=POSTS_FROM, by=SYSTEM, at=at)
        return {"account": _account(person, holder["username"])}

    accounts[cast.right_holder["username"]] = ledger.once("demo/00/right_holder", by=SYSTEM, request={}, act=engage_right_holder)["account"]
    say(f"登记演示人员 {len(accounts)} 名：{'、'.join(f'{m.name}（{people.ROLES[m.role]}）' for m in cast.staff)}。")
    return accounts


def enrol(cast: Cast, accounts: dict[str, str], say: Callable[[str], None]) -> None:
    """Put the invented members on their registers, each nominated by an officer and admitted by the head of the bureau, each once."""
    nominated_at, admitted_at = day(8, 28, 10), day(8, 28, 16)
    officer = people.actor_for_account(accounts["officer1"], nominated_at)
    chief = people.actor_for_account(accounts["chief"], admitted_at)
    for place, member in enumerate(cast.registers):

        def nominate(member: Enrolled = member) -> dict[str, str]:
            made = registers.nominate(kind=member.register, answers=member.answers, by=officer, at=nominated_at)
            return {"entry": made.entry_id}

        entry_id = ledger.once(f"demo/00/register/{place}/nominate", by=officer, request={}, act=nominate)["entry"]

        def admit(member: Enrolled = member, entry_id: str = entry_id) -> dict[str, str]:
            checks = [one.key for kind in registers.kinds() if kind.key == member.register for one in kind.checks]
            registers.admit(
                entry_id=entry_id, effective_on=legal_day(admitted_at), basis="演示决定", checks=checks, by=chief, at=admitted_at
            )
            return {}

        ledger.once(f"demo/00/register/{place}/admit", by=chief, request={}, act=admit)
    counts = "，".join(f"{kind.name} {len(registers.members(kind.key, on=legal_day(admitted_at)))} 条" for kind in registers.kinds())
    say(f"演示成员入库：{counts}。")


def _account(person: str, username: str) -> str:
    return people.open_account(person_id=person, username=username, password=DEMO_PASSWORD, by=SYSTEM, at=day(8, 28))


def _second_factor(account: str) -> None:
    """Give the account its second factor; the secret stays with the account, the demonstration shows codes on the log-in page."""

    def enrol() -> dict[str, str]:
        enrol_second_factor(account_id=account, by=SYSTEM, at=day(8, 28))
        return {}

    ledger.once(f"demo/00/second_factor/{account}", by=SYSTEM, request={}, act=enrol)


def tell(say: Callable[[str], None]) -> Told:
    """Prepare and tell the whole story; a story interrupted goes on, a story told is told again from its records."""
    cast = prepare(say)
    accounts = hire(cast, say)
    for account in accounts.values():
        _second_factor(account)
    enrol(cast, accounts, say)
    stage = Stage(say, Notebook(settings.VAR / "demo-notebook.json"), accounts)
    story = Story(stage, cast)
    for number, (title, act) in enumerate(story.steps(), start=1):
        say(f"{number:2d}. {title}")
        act()
    checkpoint = ledger.latest_checkpoint()
    if checkpoint is None:
        raise RuntimeError("the story ended without a checkpoint")
    say(f"存证日志 {checkpoint.size} 条，树根 {checkpoint.root.hex()}")
    return Told(checkpoint.size, checkpoint.root.hex(), story)


def guide(told: Told, url: str, say: Callable[[str], None]) -> None:
    """Say where to look and how to log in. Passwords exist in the demonstration profile only."""
    say("")
    say(f"站点 {url}   有权查看的人都能按编号打开：{url}/id/<编号>")
    say(f"  案件 {url}/id/{told.story.ids['case']}")
    say(f"  公示 {url}/id/{told.story.ids['publication']}")
    say(f"  举报人查进度 {url}/track/ 查询码 {told.story.stage.notebook.secret('reporter')}")
    names = "、".join(told.story.stage.accounts)
    say(f"登录 {url}/account/login/  用户名 {names}；密码 {DEMO_PASSWORD}；第二步验证码显示在登录页上（只在演示中）。")
