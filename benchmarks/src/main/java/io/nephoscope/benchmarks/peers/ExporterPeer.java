package io.nephoscope.benchmarks.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Debian's {@code prometheus-libvirt-exporter}, scraped. */
public final class ExporterPeer implements Peer {

    private static final Path PROGRAM = Path.of("/usr/bin/prometheus-libvirt-exporter");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String METRIC = "libvirt_domain_info";

    @Override
    public String name() {
        return "exporter";
    }

    @Override
    public String work() {
        return "reads each guest by itself when it is scraped, answers with text; publishes nothing";
    }

    @Override
    public Optional<String> refusal(Crowd crowd) {
        return Files.isExecutable(PROGRAM)
                ? Optional.empty()
                : Optional.of("prometheus-libvirt-exporter is not installed");
    }

    @Override
    public Duration warmUp() {
        return Duration.ofSeconds(3);
    }

    @Override
    public Running start(Setting setting) throws IOException {
        Path folder = Files.createDirectories(setting.folder());
        String address = "127.0.0.1:" + freePort();
        PeerProcess process = PeerProcess.start(
                folder,
                Map.of(),
                List.of(PROGRAM.toString(), "--web.listen-address=" + address, "--libvirt.uri=" + setting.uri()));
        return new Scraped(process, setting, URI.create("http://" + address + "/metrics"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static final class Scraped extends Driven {

        private final HttpClient client = HttpClient.newHttpClient();
        private final HttpRequest request;

        Scraped(PeerProcess process, Setting setting, URI uri) {
            super(process, setting.interval());
            request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        }

        @Override
        double cycle() throws IOException, InterruptedException {
            long start = System.nanoTime();
            String text = client.send(request, BodyHandlers.ofString()).body();
            if (!text.contains(METRIC)) {
                throw new IOException("it answers without a guest");
            }
            return (System.nanoTime() - start) / 1e6;
        }
    }
}
