"""协助辨认: a link in a chat, photographs on a phone, a signed opinion, and the link is spent."""

import pytest

from tests.browser.conftest import Arrive
from tests.browser.world import World

pytestmark = pytest.mark.browser
OPINION = {
    "identification_signer_title": "法定代表人",
    "identification_authority": "本人为权利人的法定代表人。",
    "identification_method": "对照片所示包装、字体、防伪标记逐项比对。",
    "identification_findings": "包装无本单位防伪码\n第三字为“纺”",
    "identification_conclusion": "not_ours",
}


def test_the_link_shows_the_goods_takes_a_signed_opinion_and_works_once(site: World, arrive: Arrive) -> None:
    site.play_on(9, 9)
    officer = arrive(user="officer1")
    officer.go(f"/case/{site.open['case']}/")
    officer.press("生成给权利人的一次性链接")
    link = officer.page.inner_text("#identification-link").strip().removeprefix(site.url)
    assert officer.faults() == []

    holder = arrive(phone=True)
    holder.go(link)
    photo = holder.page.locator(".q-photos img").first
    assert photo.evaluate("image => image.complete && image.naturalWidth > 0"), "the photograph is really there"
    assert photo.bounding_box()["y"] < holder.page.locator("main form").bounding_box()["y"], "photographs come first"  # type: ignore[index]  # both are on the page
    assert not holder.says(site.cast.party["name"]), "the holder sees the goods, not the file"
    assert holder.faults() == []
    holder.picture("identify")

    holder.fill(OPINION)
    holder.press("签名并提交")
    assert holder.page.locator("#signer_error").count() == 1, "an opinion without a name is refused at the field"
    assert holder.page.input_value("[name=identification_method]") == OPINION["identification_method"]
    holder.fill({"signer_name": "林知远"})
    holder.press("签名并提交")
    assert holder.says("已收到您的辨认意见")
    assert holder.faults() == []
    holder.picture("identified")

    spent = arrive(phone=True)
    answer = spent.go(link)
    assert answer.status in (403, 404, 410)
    assert spent.says("已经用过") and spent.says("索取新的链接"), "a spent link is refused kindly"
    assert spent.faults() == []

    officer.go(f"/case/{site.open['case']}/")
    assert officer.says("《辨认意见书》") and officer.says("收到辨认意见")
