#!/usr/bin/python3
"""visitors.py come|go PORT: adds a project, an image, a volume, a floating IP and a container to the cloud, or removes them.

The port is Keystone's. All are called "visitor" and made as users make them, so that most ids are new each time.
"""

import json
import sys
import time
import urllib.error
import urllib.request

import inventory

NAME = "visitor"
PATIENCE = 30  # seconds


class Cloud:
    """Signed in as Ceilometer's user, who may do everything."""

    def __init__(self, port):
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        self._token = None
        user = {"id": inventory.CEILOMETER.id, "password": inventory.PASSWORD}
        answer, headers = self.call("POST", f"http://127.0.0.1:{port}/v3/auth/tokens", {"auth": {
            "identity": {"methods": ["password"], "password": {"user": user}},
            "scope": {"project": {"id": inventory.SERVICE.id}}}})
        self._token = headers["X-Subject-Token"]
        self.addresses = {service["name"]: service["endpoints"][0]["url"] for service in answer["token"]["catalog"]}

    def call(self, method, url, body=None):
        raw = isinstance(body, bytes)
        headers = {"Content-Type": "application/octet-stream" if raw else "application/json"}
        if self._token:
            headers["X-Auth-Token"] = self._token
        content = body if raw or body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, content, headers, method=method)
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                text = answer.read()
                return json.loads(text) if text[:1] in (b"{", b"[") else None, answer.headers
        except urllib.error.HTTPError as refusal:
            if method == "DELETE" and refusal.code == 404:
                return None, refusal.headers  # it is gone already
            sys.exit(f"visitors.py: {method} {url}: {refusal}: {refusal.read().decode(errors='replace')}")

    def get(self, url):
        return self.call("GET", url)[0]


class Visitors:
    def __init__(self, cloud):
        self._cloud = cloud
        addresses = cloud.addresses
        self._projects = f"{addresses['keystone']}/projects"
        self._images = f"{addresses['glance']}/v2/images"
        self._volumes = f"{addresses['cinder']}/volumes"
        self._floating_ips = f"{addresses['neutron']}/v2.0/floatingips"
        accounts = addresses["swift"].rpartition("/")[0]
        self._container = f"{accounts}/AUTH_{inventory.ALPHA.id}/{NAME}"

    def come(self):
        call = self._cloud.call
        call("POST", self._projects, {"project": {"name": NAME, "domain_id": inventory.ACME.id}})
        image, _ = call("POST", self._images, {"name": NAME, "container_format": "bare", "disk_format": "raw"})
        call("PUT", f"{self._images}/{image['id']}/file", b"x" * 12_345)
        call("POST", self._volumes, {"volume": {"name": NAME, "size": 3}})
        call("POST", self._floating_ips, {"floatingip": {
            "description": NAME, "floating_network_id": inventory.OUTSIDE.id, "project_id": inventory.ALPHA.id}})
        call("PUT", self._container)
        self._await(lambda: [volume["status"] for volume in self._volumes_here()] == ["available"])

    def go(self):
        call, get = self._cloud.call, self._cloud.get
        for project in get(f"{self._projects}?name={NAME}")["projects"]:
            call("DELETE", f"{self._projects}/{project['id']}")
        for image in get(f"{self._images}?name={NAME}")["images"]:
            call("DELETE", f"{self._images}/{image['id']}")
        for volume in self._volumes_here():
            call("DELETE", f"{self._volumes}/{volume['id']}")
        for ip in get(f"{self._floating_ips}?description={NAME}")["floatingips"]:
            call("DELETE", f"{self._floating_ips}/{ip['id']}")
        call("DELETE", self._container)
        self._await(lambda: not self._volumes_here())

    def _volumes_here(self):
        return self._cloud.get(f"{self._volumes}/detail?name={NAME}")["volumes"]

    @staticmethod
    def _await(condition):
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                sys.exit(f"visitors.py: the volume has not settled within {PATIENCE} s")
            time.sleep(0.1)


if len(sys.argv) != 3 or sys.argv[1] not in ("come", "go"):
    print(__doc__, file=sys.stdout if sys.argv[1:] in (["-h"], ["--help"]) else sys.stderr)
    sys.exit(0 if sys.argv[1:] in (["-h"], ["--help"]) else 2)
visitors = Visitors(Cloud(sys.argv[2]))
visitors.come() if sys.argv[1] == "come" else visitors.go()
