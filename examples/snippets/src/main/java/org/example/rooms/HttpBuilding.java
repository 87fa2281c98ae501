package org.example.rooms;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.health.HealthReporter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A building that answers over HTTP. */
// #region configuration
@Component(configurationPid = "org.example.rooms")
public final class HttpBuilding implements Building, HealthReporter {

    private static final Logger LOG = LoggerFactory.getLogger(HttpBuilding.class);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;
    private final Duration limit;

    /** Why the last request failed; empty if it did not. */
    private volatile String trouble = "";

    /** The keys of etc/org.example.rooms.cfg, with their defaults; an underscore is a dot in the file. */
    @interface Config {

        /** {@code url}: where the building is. */
        String url() default "http://127.0.0.1:8080/";

        /** {@code timeout.seconds}: how long it may take to answer. */
        int timeout_seconds() default 5;
    }

    @Activate
    public HttpBuilding(Config config) {
        this(config.url(), config.timeout_seconds());
    }

    HttpBuilding(String url, int timeoutSeconds) {
        if (timeoutSeconds < 1 || timeoutSeconds > 60) {
            throw new IllegalArgumentException(
                    "etc/org.example.rooms.cfg: timeout.seconds: " + timeoutSeconds + " is not between 1 and 60");
        }
        this.url = URI.create(url);
        limit = Duration.ofSeconds(timeoutSeconds);
        LOG.info("Rooms are read from {}, with {} s for each answer", url, timeoutSeconds);
    }
    // #endregion

    @Override
    public List<Room> rooms(Duration timeout) throws IOException, InterruptedException {
        Map<?, ?> floors = get("rooms", timeout);
        return new TreeMap<>(floors)
                .entrySet().stream()
                        .map(entry -> new Room(String.valueOf(entry.getKey()), String.valueOf(entry.getValue())))
                        .toList();
    }

    @Override
    public Readings readings(Duration timeout) throws IOException, InterruptedException {
        Map<String, Double> temperatures = new TreeMap<>();
        get("temperatures", timeout).forEach((room, value) -> {
            if (value instanceof Number number) {
                temperatures.put(String.valueOf(room), number.doubleValue());
            }
        });
        Map<String, Long> energy = new TreeMap<>();
        get("energy", timeout).forEach((room, value) -> {
            if (value instanceof Number number) {
                energy.put(String.valueOf(room), number.longValue());
            }
        });
        return new Readings(temperatures, energy);
    }

    @Override
    public double read(Room room, String value, Duration timeout) throws IOException, InterruptedException {
        if (get("rooms/" + room.name(), timeout).get(value) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IOException("the room tells no " + value);
    }

    // #region health
    @Override
    public Collection<HealthReport> health() {
        String why = trouble;
        return List.of(
                why.isEmpty()
                        ? HealthReport.ok("building", "answers at " + url)
                        : HealthReport.waiting(
                                "building", why, "start its server, or set url in etc/org.example.rooms.cfg"));
    }

    private Map<?, ?> get(String path, Duration timeout) throws IOException, InterruptedException {
        try {
            Map<?, ?> answer = ask(path, timeout);
            trouble = "";
            return answer;
        } catch (IOException e) {
            trouble = e.toString();
            throw e;
        }
    }
    // #endregion

    // #region library
    private Map<?, ?> ask(String path, Duration timeout) throws IOException, InterruptedException {
        Duration patience = timeout.compareTo(limit) < 0 ? timeout : limit;
        HttpRequest request =
                HttpRequest.newBuilder(url.resolve(path)).timeout(patience).build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(request.uri() + " answers with status " + response.statusCode());
        }
        try {
            Load json = new Load(LoadSettings.builder().build());
            if (json.loadFromString(response.body()) instanceof Map<?, ?> map) {
                return map;
            }
            throw new IOException(request.uri() + " does not answer with a JSON object");
        } catch (YamlEngineException e) {
            throw new IOException(request.uri() + " does not answer with JSON", e);
        }
    }
    // #endregion
}
