package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.FakeCloud;
import io.nephoscope.testkit.openstack.HttpAnswer;

/** What services tell of their versions to those who have no token yet. */
final class VersionDocuments {

    private final FakeCloud cloud;

    VersionDocuments(FakeCloud cloud) {
        this.cloud = cloud;
    }

    /** Lets Keystone tell of itself, in its own form. */
    void ofKeystone(String path) {
        String version = """
                {"id": "v3.14", "status": "stable", "updated": "2020-04-07T00:00:00Z",
                 "links": [{"rel": "self", "href": "%s/"}],
                 "media-types": [{"base": "application/json", "type": "application/vnd.openstack.identity-v3+json"}]}""".formatted(cloud.url() + path);
        String root = path.substring(0, path.lastIndexOf('/'));
        put(
                root,
                HttpAnswer.json("{\"versions\": {\"values\": [" + version + "]}}")
                        .withStatus(300));
        put(path, HttpAnswer.json("{\"version\": " + version + "}"));
    }

    /**
     * Lets another service tell of itself.
     *
     * @param path of the version, such as {@code /volume/v3}
     * @param oldest the oldest microversion; empty if there are none
     * @param newest the newest one
     */
    void of(String path, String oldest, String newest) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        String version = """
                {"id": "%s", "status": "CURRENT", "version": "%s", "min_version": "%s", "updated": "2026-01-02T03:04:05Z",
                 "links": [{"rel": "self", "href": "%s/"}]}""".formatted(id, newest, oldest, cloud.url() + path);
        String root = path.substring(0, path.lastIndexOf('/'));
        put(root, HttpAnswer.json("{\"versions\": [" + version + "]}"));
        put(path, HttpAnswer.json("{\"version\": " + version + ", \"versions\": [" + version + "]}"));
    }

    private void put(String path, HttpAnswer answer) {
        cloud.openDocument(path, answer);
        cloud.openDocument(path + "/", answer);
    }
}
