"""Who asks too often: a person, a key, a neighbour."""

import pytest
from openai import OpenAI, RateLimitError

HERE, PROXY = "127.0.0.1", "10.0.0.7"
ASK = {"question": "Hoe lang bewaren we de ritgegevens?"}
HEADERS = ["ratelimit", "ratelimit-policy", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"]


@pytest.fixture
def limited(house_of, assistant):
    """Three questions an hour for a person, five for a key."""
    return house_of(
        assistant, trusted_proxy=PROXY, user_header="Remote-User", rate_limit="3/hour", key_rate_limit="5/hour"
    )


def test_who_asks_too_often_hears_how_long_to_wait(limited):
    client, anna, bram = limited.at(PROXY), {"Remote-User": "anna"}, {"Remote-User": "bram"}

    answers = [client.post("/v1/answers", json=ASK, headers=anna) for _ in range(4)]
    last = answers[-1]

    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    assert [each.headers["ratelimit-remaining"] for each in answers] == ["2", "1", "0", "0"]
    assert [answers[0].headers[each] for each in HEADERS] == [
        '"default";r=2;t=1200',
        '"default";q=3;w=3600',
        "3",
        "2",
        "1200",
    ]
    assert last.headers["content-type"] == "application/problem+json"
    assert last.json()["status"] == 429
    assert 0 < int(last.headers["retry-after"]) <= 1200
    assert last.headers["ratelimit"] == f'"default";r=0;t={last.headers["retry-after"]}'
    assert client.post("/v1/answers", json=ASK, headers=bram).status_code == 200


def test_a_person_reads_on_a_page_that_it_is_much(limited):
    client, anna = limited.at(PROXY), {"Remote-User": "anna"}
    for _ in range(3):
        client.post("/v1/answers", json=ASK, headers=anna)

    page = client.get("/bronnen", headers=anna | {"Accept": "text/html"})
    chat = client.post("/gradio_api/queue/join", json={}, headers=anna)

    assert (page.status_code, chat.status_code) == (429, 429)
    assert "U stelt veel vragen" in page.text
    assert chat.json()["detail"]
    assert client.get("/static/chat.js", headers=anna).status_code == 200


@pytest.fixture
def shared(house_of, assistant, keys):
    """A house with keys."""
    return house_of(assistant, data=keys["data"], rate_limit="2/hour", key_rate_limit="5/hour").at("203.0.113.9")


def test_of_one_key_each_person_has_a_limit_and_all_together_too(shared, keys):
    def ask(user):
        headers = {"Authorization": f"Bearer {keys['all']}"} | ({"End-User-Id": user} if user else {})
        return shared.post("/v1/answers", json=ASK, headers=headers).status_code

    assert [ask("anna"), ask("anna"), ask("anna")] == [200, 200, 429]
    assert [ask("bram"), ask("bram")] == [200, 200]
    assert ask("carla") == 429  # five were asked with this key, one of them in vain
    assert ask("") == 429


def test_a_client_of_openai_understands_that_it_must_wait(shared, keys):
    client = OpenAI(api_key=keys["all"], base_url="http://a.example/openai/v1", http_client=shared, max_retries=0, default_headers={"End-User-Id": "a"})  # fmt: skip

    def ask():
        return client.chat.completions.create(
            model="beleidswijzer", messages=[{"role": "user", "content": ASK["question"]}]
        )

    ask(), ask()
    with pytest.raises(RateLimitError) as refused:
        ask()
    assert refused.value.response.headers["retry-after"]


def test_a_neighbour_is_counted_only_where_a_setting_says_so(house_of, assistant):
    free, counted = house_of(assistant).at(HERE), house_of(assistant, rate_limit="1/hour").at(HERE)

    assert "ratelimit" not in free.get("/v1/sources").headers
    assert [counted.post("/v1/answers", json=ASK).status_code for _ in range(2)] == [200, 429]
    assert counted.get("/health/live").status_code == 200
