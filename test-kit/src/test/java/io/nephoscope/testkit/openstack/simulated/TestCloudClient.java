package io.nephoscope.testkit.openstack.simulated;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks the simulated cloud as a client of HTTP does. */
final class TestCloudClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final SimulatedOpenstack cloud;
    private final String token;

    TestCloudClient(SimulatedOpenstack cloud) throws IOException, InterruptedException {
        this.cloud = cloud;
        HttpRequest signIn = HttpRequest.newBuilder(URI.create(cloud.authUrl() + "/auth/tokens"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"auth\": {\"password\": \"secret\"}}"))
                .build();
        token = http.send(signIn, BodyHandlers.ofString())
                .headers()
                .firstValue("X-Subject-Token")
                .orElseThrow();
    }

    /** @param headers names and values by turns */
    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET().build());
    }

    HttpResponse<String> head(String path) throws IOException, InterruptedException {
        return send(request(path)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** Without a token. */
    HttpResponse<String> getOpenly(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(cloud.cloud().url() + path));
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(cloud.cloud().url() + path)).header("X-Auth-Token", token);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }
}
