"""What deploy/ says of the service is so: settings, paths, versions, and that nothing in it has more rights than it needs."""

import re
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from corpus.settings import refuse_unknown

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
OURS = ("index", "app-1", "app-2")
THINGS = [
    (file.name, each)
    for file in sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    for each in yaml.safe_load_all(file.read_text(encoding="utf-8"))
]
PODS = [
    pytest.param(each["spec"]["template"]["spec"], id=f"{name}:{each['metadata']['name']}")
    for name, each in THINGS
    if "template" in each["spec" if "spec" in each else "metadata"]
]
CONTAINERFILE = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
WRITTEN = [
    *sorted(each for each in DEPLOY.rglob("*") if each.is_file() and each.suffix != ".pyc"),
    ROOT / "docs" / "running-it.md",
]


@pytest.mark.parametrize("file", [pytest.param(each, id=each.name) for each in WRITTEN])
def test_every_setting_that_is_named_exists(file):
    text = file.read_text(encoding="utf-8")
    names = set(re.findall(r"BELEIDSWIJZER_[A-Z_]+", text)) - {"BELEIDSWIJZER_PORT"}  # which a cluster would set

    refuse_unknown(names)


def test_only_nginx_can_be_reached_and_the_others_reach_nothing():
    services = COMPOSE["services"]

    assert [name for name, each in services.items() if "ports" in each] == ["nginx"]
    assert {name for name, each in services.items() if "outside" in each["networks"]} == {"nginx"}
    assert COMPOSE["networks"]["inside"]["internal"] is True


@pytest.mark.parametrize("name", [*OURS, "nginx"])
def test_what_runs_in_compose_has_no_rights(name):
    service = COMPOSE["services"][name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]


def test_replicas_only_read_the_index_that_one_builds():
    services = COMPOSE["services"]

    assert [services[name]["volumes"] for name in OURS] == [["data:/data"], ["data:/data:ro"], ["data:/data:ro"]]
    assert services["app-1"] | {"networks": ""} == services["app-2"] | {"networks": ""}
    for name in OURS[1:]:
        assert services[name]["depends_on"]["index"] == {"condition": "service_completed_successfully"}


def test_the_proxy_that_is_trusted_is_the_one_that_stands_there():
    address = COMPOSE["services"]["nginx"]["networks"]["inside"]["ipv4_address"]
    settings = COMPOSE["services"]["app-1"]["environment"]

    assert settings["BELEIDSWIJZER_TRUSTED_PROXY"] == address
    assert (
        f"proxy_set_header {settings['BELEIDSWIJZER_USER_HEADER']} $remote_user;" in (DEPLOY / "nginx.conf").read_text()
    )


@pytest.mark.parametrize("pod", PODS)
def test_no_pod_has_more_than_it_needs(pod):
    assert pod["enableServiceLinks"] is False
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    for each in (*pod["containers"], *pod.get("initContainers", ())):
        assert each["securityContext"]["readOnlyRootFilesystem"] is True
        assert each["securityContext"]["allowPrivilegeEscalation"] is False
        assert each["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert each["resources"]["limits"]["memory"]
        assert "/tmp" in {mount["mountPath"] for mount in each["volumeMounts"]}


def test_every_folder_that_is_mounted_is_there():
    for _, thing in THINGS:
        spec = thing.get("spec", {})
        pod = spec.get("template", {}).get("spec")
        if pod:
            held = {each["name"] for each in pod.get("volumes", ())}
            held |= {each["metadata"]["name"] for each in spec.get("volumeClaimTemplates", ())}
            assert {mount["name"] for each in pod["containers"] for mount in each["volumeMounts"]} <= held


def test_the_probes_ask_what_the_service_answers(client):
    (pod,) = [thing["spec"]["template"]["spec"] for _, thing in THINGS if thing["kind"] == "Deployment"]
    (service,) = pod["containers"]
    probes = [service[f"{name}Probe"]["httpGet"] for name in ("startup", "liveness", "readiness")]

    assert [each["path"] for each in probes] == ["/health/live", "/health/live", "/health/ready"]
    assert {client.get(each["path"]).status_code for each in probes} == {200}
    assert {each["port"] for each in probes} == {each["name"] for each in service["ports"]} == {"http"}


def test_the_container_file_copies_what_is_there_and_what_may_come_along():
    copied = {
        each for line in re.findall(r"^COPY (?!--from)(.*) \S+$", CONTAINERFILE, re.MULTILINE) for each in line.split()
    }
    lines = (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    allowed = [each[1:] for each in lines if each.startswith("!")]

    assert copied == set(allowed)
    assert all((ROOT / each).exists() for each in copied)
    assert "*" in lines


def test_the_container_runs_as_nobody_and_says_whether_it_can_answer():
    last = CONTAINERFILE.rpartition("\nFROM ")[2]

    assert "\nUSER 10001:10001\n" in last
    assert "/health/ready" in last
    assert "pip" not in last
    settings = dict(re.findall(r"(BELEIDSWIJZER_\w+)=(\S+)", last))
    assert settings == {"BELEIDSWIJZER_DATA": "/data", "BELEIDSWIJZER_LOG_FORMAT": "json"}


def test_the_chroma_server_is_of_the_version_that_we_use():
    locked = re.search(r"^chromadb==(\S+)$", (ROOT / "constraints.txt").read_text(), re.MULTILINE)[1]
    images = {thing["image"] for thing in COMPOSE["services"].values() if "chroma" in thing["image"]}
    images |= {
        each["image"] for _, thing in THINGS for each in thing.get("spec", {}).get("template", {}).get("spec", {}).get("containers", ())
        if "chroma" in each["image"]
    }  # fmt: skip

    assert images == {f"docker.io/chromadb/chroma:{locked}"}


def dependencies(*arguments):
    command = [sys.executable, str(DEPLOY / "dependencies.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_the_container_needs_less_than_the_project_and_only_what_is_left_out_on_purpose():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    everything = [*project["dependencies"], *project["optional-dependencies"]["postgres"]]

    assert dependencies("--all") == everything
    assert [each for each in everything if each not in dependencies()] == [
        each for each in everything if any(fnmatch(each, f"{name}[>=]*") for name in ("langchain-text-splitters", "matplotlib", "sentence-transformers", "torch"))
    ]  # fmt: skip


def test_nothing_that_is_left_out_is_imported_to_serve_or_to_index(tmp_path):
    absent = (
        "langchain_text_splitters",
        "matplotlib",
        "sentence_transformers",
        "torch",
        "transformers",
        "scipy",
        "sklearn",
    )
    lines = [
        "import sys",
        f"sys.modules.update(dict.fromkeys({absent}))",
        "import ui.app, indexing.commands, assistant.opening, ui.backup.saving",
        "from indexing.encoders import open_encoder",
        "print(open_encoder('').encode(['artikel 26']).shape[0])",
    ]
    command = [sys.executable, "-c", "\n".join(lines)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.stdout, done.returncode) == ("1\n", 0), done.stderr


def test_nginx_reads_its_file(tmp_path):
    from tests.faults.replicas import WHY_NO_NGINX, configuration

    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        pytest.skip(WHY_NO_NGINX)
    (tmp_path / "people").write_text("")
    (tmp_path / "nginx.conf").write_text(configuration(tmp_path, (7001, 7002), 7003))
    command = [program, "-t", "-q", "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "errors")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
