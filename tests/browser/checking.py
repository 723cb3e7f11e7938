"""What every screen must hold: no serious finding of axe-core, no sideways scroll."""

from axe_playwright_python.async_playwright import Axe

GRAVE = {"serious", "critical"}
EMPTY = """[...document.querySelectorAll('button, summary')].filter((node) =>
    node.checkVisibility() && !node.textContent.trim() && !node.querySelector('svg, img')
).map((node) => node.outerHTML)"""


async def ensure_readable(page):
    """Nothing serious for those who listen or use keys, nothing beyond the window's edge."""
    found = (await Axe().run(page)).response["violations"]
    grave = [
        (one["id"], node["html"][:160], node.get("failureSummary", "")[:200])
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]
    assert not grave, grave
    empty = await page.evaluate(EMPTY)
    assert not empty, empty
    wide = await beyond_the_edge(page)
    assert not wide, wide


async def beyond_the_edge(page):
    """What reaches beyond the window's edge, the page itself or anything in it."""
    script = """[...document.querySelectorAll('body *')].filter((node) => {
        const box = node.getBoundingClientRect();
        return node.checkVisibility() && box.width && box.right > innerWidth + 1
            && !node.closest('.unseen');
    }).map((node) => node.outerHTML.slice(0, 120))"""
    is_wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return ["the page"] * is_wide + await page.evaluate(script)
