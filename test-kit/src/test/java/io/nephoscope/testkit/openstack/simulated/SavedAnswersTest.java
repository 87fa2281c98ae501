package io.nephoscope.testkit.openstack.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.testkit.openstack.FakeCloud;
import io.nephoscope.testkit.openstack.Traffic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedAnswersTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private FakeCloud cloud;

    @BeforeEach
    void start() throws IOException {
        write("services.properties", "volumev3 = /volume/");
        write("volume/list.json", "{\"next\": \"{cloud}/volume/list?marker=1\"}");
        write("volume/list@marker=1.json", "[]");
        write("volume/report.xml", "<report/>");
        write("open/usage.txt", "42");
        cloud = SavedAnswers.serve(FakeCloud.start(0, Traffic.NOT_COUNTED), folder);
    }

    @AfterEach
    void stop() throws IOException {
        cloud.close();
    }

    @Test
    void answersFromTheFileOfThePath() throws Exception {
        assertThat(get("/volume/list").body()).isEqualTo("{\"next\": \"" + cloud.url() + "/volume/list?marker=1\"}");
        assertThat(get("/volume/list?limit=5").body()).contains("next");
        assertThat(get("/volume/list?marker=1").body()).isEqualTo("[]");
    }

    @Test
    void tellsTheTypeByTheEnding() throws Exception {
        assertThat(type("/volume/list")).isEqualTo("application/json");
        assertThat(type("/volume/report")).isEqualTo("application/xml");
    }

    @Test
    void answersNothingThatIsNoFileOfTheFolder() throws Exception {
        assertThat(get("/volume/none").statusCode()).isEqualTo(404);
        assertThat(get("/volume").statusCode()).isEqualTo(404);
        assertThat(get("/../" + folder.getFileName() + "2/secret").statusCode()).isEqualTo(404);
    }

    @Test
    void asksForATokenButBelowOpen() throws Exception {
        HttpRequest.Builder asking = HttpRequest.newBuilder();

        assertThat(http.send(asking.uri(URI.create(cloud.url() + "/open/usage")).build(), BodyHandlers.ofString())
                        .body())
                .isEqualTo("42");
        assertThat(http.send(
                                asking.uri(URI.create(cloud.url() + "/volume/list"))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void putsTheServicesIntoTheCatalogue() throws Exception {
        assertThat(signIn().body()).contains("\"volumev3\"").contains(cloud.url() + "/volume/");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String type(String path) throws Exception {
        return get(path).headers().firstValue("Content-Type").orElse("");
    }

    private HttpResponse<String> get(String path) throws Exception {
        String token = signIn().headers().firstValue("X-Subject-Token").orElseThrow();
        return http.send(
                HttpRequest.newBuilder(URI.create(cloud.url() + path))
                        .header("X-Auth-Token", token)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> signIn() throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(cloud.authUrl() + "/auth/tokens"))
                        .POST(BodyPublishers.ofString("{\"auth\": {\"password\": \"secret\"}}"))
                        .build(),
                BodyHandlers.ofString());
    }
}
