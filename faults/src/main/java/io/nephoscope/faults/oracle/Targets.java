package io.nephoscope.faults.oracle;

import io.nephoscope.testkit.openstack.FakeCloud;
import io.nephoscope.testkit.openstack.HttpAnswer;
import io.nephoscope.testkit.openstack.HttpCall;
import io.nephoscope.testkit.openstack.Traffic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A cloud with one service, whose lists the agent polls by declared pollsters. Each request opens the next slot of its
 * source in the ledger. Many threads answer.
 */
public final class Targets implements AutoCloseable {

    static final String SERVICE = "oracle";

    private static final String PATH = "/" + SERVICE;
    private static final int NOT_FOUND = 404;

    private final Map<String, TargetSource> sources;
    private final Ledger ledger;
    private final FakeCloud cloud;

    private Targets(List<TargetSource> sources, Ledger ledger, FakeCloud cloud) {
        this.sources = sources.stream().collect(Collectors.toMap(TargetSource::name, Function.identity()));
        this.ledger = ledger;
        this.cloud = cloud;
    }

    /** Serves sources at a free port. */
    public static Targets start(List<TargetSource> sources, Ledger ledger) throws IOException {
        FakeCloud cloud = FakeCloud.start(0, Traffic.NOT_COUNTED)
                .service(SERVICE, PATH + "/")
                .forgetCalls();
        Targets targets = new Targets(sources, ledger, cloud);
        cloud.serve(PATH, targets::answer);
        tellOfKeystone(cloud);
        return targets;
    }

    /** Ceilometer asks for versions before it signs in, and for ever if it is not answered. */
    public static void tellOfKeystone(FakeCloud cloud) {
        HttpAnswer version = HttpAnswer.json("""
                {"version": {"id": "v3.14", "status": "stable", "updated": "2020-04-07T00:00:00Z",
                 "links": [{"rel": "self", "href": "%s/"}],
                 "media-types": [{"base": "application/json", "type": "application/vnd.openstack.identity-v3+json"}]}}""".formatted(cloud.authUrl()));
        String path = URI.create(cloud.authUrl()).getPath();
        cloud.openDocument(path, version).openDocument(path + "/", version);
    }

    private HttpAnswer answer(HttpCall call) {
        TargetSource source = sources.get(call.path().substring(call.path().lastIndexOf('/') + 1));
        if (source == null) {
            return HttpAnswer.status(NOT_FOUND);
        }
        return HttpAnswer.json(source.answer(ledger.open(source)));
    }

    /** Keystone's address, where the password is "secret". */
    public String authUrl() {
        return cloud.authUrl();
    }

    /** Writes the definitions of the pollsters into a folder of them. */
    public void define(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("oracle.yaml"),
                sources.values().stream().map(TargetSource::definition).collect(Collectors.joining("", "---\n", "")));
    }

    @Override
    public void close() throws IOException {
        cloud.close();
    }
}
