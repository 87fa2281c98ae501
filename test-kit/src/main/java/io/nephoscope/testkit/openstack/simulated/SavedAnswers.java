package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.FakeCloud;
import io.nephoscope.testkit.openstack.HttpAnswer;
import io.nephoscope.testkit.openstack.HttpCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What services once answered, in files whose paths are those of the requests: {@code v2.1/servers.json} answers {@code
 * /v2.1/servers}, whatever the query, and {@code v2.1/servers@marker=2.json} the query {@code marker=2}. The ending tells
 * the type: json, xml, html or txt. {@code {cloud}} in a file stands for the address of the cloud, as in links. A file
 * {@code services.properties} is the catalogue: types of services and their paths.
 *
 * <p>What is below {@code open/} is answered without a token, as APIs do that have credentials of their own.
 */
public final class SavedAnswers {

    private static final String CATALOGUE = "services.properties";
    private static final String OPEN = "/open";
    private static final Map<String, String> TYPES = Map.of(
            ".json", "application/json",
            ".xml", "application/xml",
            ".html", "text/html",
            ".txt", "text/plain");

    private final FakeCloud cloud;
    private final Path folder;

    private SavedAnswers(FakeCloud cloud, Path folder) {
        this.cloud = cloud;
        this.folder = folder.normalize();
    }

    /** Has a cloud answer what nothing else answers from the files below a folder. They may change meanwhile. */
    public static FakeCloud serve(FakeCloud cloud, Path folder) throws IOException {
        SavedAnswers answers = new SavedAnswers(cloud, folder);
        answers.catalogue().forEach((type, path) -> cloud.service(type.toString(), path.toString()));
        new VersionDocuments(cloud).ofKeystone(SimulatedKeystone.PATH);
        return cloud.serve("/", answers::answer).serveOpenly(OPEN, answers::answer);
    }

    private Properties catalogue() throws IOException {
        Properties services = new Properties();
        try (var reader = Files.newBufferedReader(folder.resolve(CATALOGUE))) {
            services.load(reader);
        }
        return services;
    }

    /** A text in which {@code {cloud}} stands for the address of a cloud. */
    public static String withAddress(String text, FakeCloud cloud) {
        return text.replace("{cloud}", cloud.url());
    }

    private HttpAnswer answer(HttpCall call) {
        String path = call.path().replaceFirst("^/+", "");
        return Stream.of(path + "@" + call.query(), path)
                .flatMap(name -> TYPES.keySet().stream().map(type -> name + type))
                .map(name -> folder.resolve(name).normalize())
                .filter(file -> file.startsWith(folder) && Files.isRegularFile(file))
                .findFirst()
                .map(this::read)
                .orElseGet(() -> HttpAnswer.json("{\"error\": {\"code\": 404}}").withStatus(404));
    }

    private HttpAnswer read(Path file) {
        String name = file.toString();
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.')), "text/plain");
        try {
            return HttpAnswer.status(200).body(type, withAddress(Files.readString(file), cloud));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
