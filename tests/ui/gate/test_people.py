"""People whom the proxy signed in, and those who only say so."""

import pytest

PROXY, STRANGER, HEADER = "10.0.0.7", "203.0.113.9", "X-Forwarded-Email"


def bearer(key):
    return {"Authorization": f"Bearer {key}"}


@pytest.mark.parametrize("peer", [PROXY, "10.9.8.7", "::1", "::ffff:10.0.0.7"])
@pytest.mark.parametrize("path", ["/", "/bronnen", "/gradio_api/info", "/static/chat.js", "/v1/sources"])
def test_a_person_whom_the_proxy_signed_in_comes_in(closed, peer, path):
    assert closed.at(peer).get(path, headers={HEADER: "anna@gemeente.example"}).status_code == 200


@pytest.mark.parametrize("person", ["baas@gemeente.example", "HOOFD@gemeente.example"])
def test_only_owners_see_the_numbers_and_the_feedback(closed, person):
    proxy = closed.at(PROXY)

    assert proxy.get("/metrics", headers={HEADER: person}).status_code == 200
    assert proxy.get("/terugkoppeling/overzicht", headers={HEADER: person}).status_code == 200
    assert proxy.get("/metrics", headers={HEADER: "anna@gemeente.example"}).status_code == 403
    assert proxy.get("/terugkoppeling/overzicht", headers={HEADER: "anna@gemeente.example"}).status_code == 403


@pytest.mark.parametrize(
    ("peer", "headers", "status"),
    [
        pytest.param(STRANGER, [(HEADER, "baas@gemeente.example")], 403, id="from_elsewhere"),
        pytest.param("127.0.0.1", [(HEADER, "baas@gemeente.example")], 403, id="from_this_machine_that_is_no_proxy"),
        pytest.param("testclient", [(HEADER, "baas@gemeente.example")], 403, id="from_no_address"),
        pytest.param(STRANGER, [(HEADER, "a@b.example"), ("X-Forwarded-For", PROXY)], 403, id="from_elsewhere_that_says_it_is_the_proxy"),
        pytest.param(STRANGER, [("X_Forwarded_Email", "a@b.example")], 403, id="underscores_from_elsewhere"),
        pytest.param(PROXY, [("X_Forwarded_Email", "a@b.example")], 400, id="underscores"),
        pytest.param(PROXY, [("X-Forwarded_Email", "a@b.example")], 400, id="one_underscore"),
        pytest.param(PROXY, [(HEADER, "a@b.example"), (HEADER, "baas@gemeente.example")], 400, id="two_persons"),
        pytest.param(PROXY, [(HEADER, "a@b.example"), ("x_forwarded_email", "baas@gemeente.example")], 400, id="two_spellings"),
        pytest.param(PROXY, [(HEADER, "a@b.example\tx")], 400, id="a_tab"),
        pytest.param(PROXY, [(HEADER, "a" * 255)], 400, id="too_long"),
        pytest.param(PROXY, [(HEADER, "")], 401, id="nobody"),
        pytest.param(PROXY, [(HEADER, "  ")], 401, id="spaces"),
        pytest.param(PROXY, [("X-Auth-Request-Email", "baas@gemeente.example")], 401, id="a_header_nobody_set"),
        pytest.param(PROXY, [], 401, id="without"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/v1/sources", "/gradio_api/queue/data"])
def test_nobody_can_say_that_they_were_signed_in(closed, peer, headers, status, path):
    assert closed.at(peer).get(path, headers=headers).status_code == status


def test_the_header_from_elsewhere_spoils_a_good_key_too(stranger, keys):
    assert stranger.get("/v1/sources", headers=bearer(keys["all"]) | {HEADER: "a@b.example"}).status_code == 403


def test_programs_come_through_the_proxy_with_their_key(closed, keys):
    assert closed.at(PROXY).get("/v1/sources", headers=bearer(keys["all"])).status_code == 200
