package io.nephoscope.testkit.openstack;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * A cloud at one port of this machine: Keystone v3, a catalogue, and what a test puts there. It asks each request but the
 * sign-in for a token of its own that has not expired. Thread-safe.
 */
public final class FakeCloud implements AutoCloseable {

    /** The id of the project that tokens are for. */
    public static final String PROJECT = "9d1e0000000000000000000000000001";

    private static final String USER = "8a5e0000000000000000000000000001";
    private static final Map<String, String> DEFAULT_DOMAIN = Map.of("id", "default", "name", "Default");
    private static final String TOKENS = "/identity/v3/auth/tokens";

    private final FakeHttpServer server;
    private final String scheme;
    private final String host;
    /** Under the lock of the cloud, as all below. */
    private final List<HttpCall> calls = new ArrayList<>();

    private final Map<String, Instant> tokens = new HashMap<>();

    private final Set<String> secrets = new HashSet<>(Set.of("secret"));
    private final List<Map<String, Object>> catalogue = new ArrayList<>();
    private final Map<String, FakeList> lists = new HashMap<>();
    private final Map<String, HttpAnswer> documents = new HashMap<>();
    private final Map<String, HttpAnswer> openDocuments = new HashMap<>();
    private final Map<String, Deque<UnaryOperator<HttpAnswer>>> faults = new HashMap<>();
    private final List<Application> applications = new ArrayList<>();
    private Duration tokenLife = Duration.ofHours(1);
    private Duration latency = Duration.ZERO;
    private boolean remembers = true;
    private int issued;

    /** What answers all below a path. */
    private record Application(String path, boolean open, Function<HttpCall, HttpAnswer> answers) {

        boolean serves(String asked) {
            return asked.equals(path) || asked.startsWith(path.endsWith("/") ? path : path + "/");
        }
    }

    private FakeCloud(FakeHttpServer.Address address, String scheme, Traffic traffic) throws IOException {
        this.scheme = scheme;
        this.host = address.host();
        server = FakeHttpServer.start(address, this::answer, traffic);
    }

    /** A cloud that speaks HTTP. */
    public static FakeCloud start() throws IOException {
        return new FakeCloud(address(ServerSocketFactory.getDefault(), "localhost", 0), "http", Traffic.NOT_COUNTED);
    }

    /** A cloud that speaks TLS. */
    public static FakeCloud start(SSLContext context) throws IOException {
        return new FakeCloud(address(context.getServerSocketFactory(), "localhost", 0), "https", Traffic.NOT_COUNTED);
    }

    /**
     * A cloud that speaks HTTP, and is called by its address, so that no client has to look for it.
     *
     * @param port where it listens; 0 for any
     * @param traffic told of each request that was answered
     */
    public static FakeCloud start(int port, Traffic traffic) throws IOException {
        return new FakeCloud(address(ServerSocketFactory.getDefault(), "127.0.0.1", port), "http", traffic);
    }

    private static FakeHttpServer.Address address(ServerSocketFactory sockets, String host, int port) {
        return new FakeHttpServer.Address(sockets, host, port);
    }

    /** Where all is: by the name {@code localhost}, unless it was started otherwise. */
    public String url() {
        return scheme + "://" + host + ":" + server.port();
    }

    /** Keystone's address. */
    public String authUrl() {
        return url() + "/identity/v3";
    }

    /** Says how long tokens live that are issued from now on. */
    public synchronized FakeCloud tokenLife(Duration life) {
        tokenLife = life;
        return this;
    }

    /** Says which password, secret or token is taken; {@code secret} until then. */
    public synchronized FakeCloud accept(String secret) {
        secrets.clear();
        secrets.add(secret);
        return this;
    }

    /** Takes back all tokens. */
    public synchronized void revokeTokens() {
        tokens.clear();
    }

    /** Adds a service to the catalogue, public and in RegionOne, at a path of this cloud. */
    public FakeCloud service(String type, String path) {
        return endpoint(type, "public", "RegionOne", url() + path);
    }

    /** Adds an endpoint to the catalogue. */
    public synchronized FakeCloud endpoint(String type, String facing, String region, String url) {
        catalogue.add(Map.of(
                "type",
                type,
                "name",
                type,
                "endpoints",
                List.of(Map.of("interface", facing, "region_id", region, "region", region, "url", url))));
        return this;
    }

    /** Empties the catalogue of the tokens that are issued from now on. */
    public synchronized FakeCloud forgetServices() {
        catalogue.clear();
        return this;
    }

    /** Puts a list at a path. */
    public synchronized FakeList list(String path, String key) {
        return lists.computeIfAbsent(path, any -> new FakeList(key));
    }

    /** Puts one answer at a path. */
    public synchronized FakeCloud document(String path, HttpAnswer answer) {
        documents.put(path, answer);
        return this;
    }

    /** Lets a program answer all at and below a path where neither a list nor a document is put. The longest path counts. */
    public FakeCloud serve(String path, Function<HttpCall, HttpAnswer> answers) {
        return serve(new Application(path, false, answers));
    }

    /** The same, for all who ask, with a token or without. */
    public FakeCloud serveOpenly(String path, Function<HttpCall, HttpAnswer> answers) {
        return serve(new Application(path, true, answers));
    }

    private synchronized FakeCloud serve(Application application) {
        applications.add(application);
        applications.sort(
                Comparator.comparingInt((Application each) -> each.path().length())
                        .reversed());
        return this;
    }

    /** Lets each request wait for so long before it is answered, side by side with others. */
    public synchronized FakeCloud latency(Duration wait) {
        latency = wait;
        return this;
    }

    /** Keeps no request from now on, where there will be too many of them. */
    public synchronized FakeCloud forgetCalls() {
        remembers = false;
        calls.clear();
        return this;
    }

    /** Puts one answer at a path for all who ask, with a token or without, as services tell of their versions. */
    public synchronized FakeCloud openDocument(String path, HttpAnswer answer) {
        openDocuments.put(path, answer);
        return this;
    }

    /** Lets the next request for a path have this answer instead of its own. May be called again for the one after it. */
    public FakeCloud once(String path, HttpAnswer answer) {
        return once(path, own -> answer);
    }

    /** Changes the answer of the next request for a path, as in {@code once(path, HttpAnswer::reset)}. */
    public synchronized FakeCloud once(String path, UnaryOperator<HttpAnswer> change) {
        faults.computeIfAbsent(path, any -> new ArrayDeque<>()).add(change);
        return this;
    }

    /** Lets the next sign-in have this answer. */
    public FakeCloud onceAtSignIn(HttpAnswer answer) {
        return once(TOKENS, answer);
    }

    /** All requests so far, the sign-ins among them. */
    public synchronized List<HttpCall> calls() {
        return List.copyOf(calls);
    }

    /** How many requests there were for a path. */
    public synchronized long count(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).count();
    }

    /** How many connections there were so far; each may carry many requests. */
    public long connections() {
        return server.accepted();
    }

    /** How often somebody signed in, or tried to. */
    public long signIns() {
        return count(TOKENS);
    }

    private HttpAnswer answer(HttpCall call) {
        UnaryOperator<HttpAnswer> change = note(call);
        return change.apply(own(call));
    }

    /** @return what is done to its answer */
    private synchronized UnaryOperator<HttpAnswer> note(HttpCall call) {
        if (remembers) {
            calls.add(call);
        }
        Deque<UnaryOperator<HttpAnswer>> next = faults.get(call.path());
        UnaryOperator<HttpAnswer> change = next == null || next.isEmpty() ? UnaryOperator.identity() : next.remove();
        Duration wait = latency;
        return wait.isZero() ? change : answer -> change.apply(answer.late(wait));
    }

    /** What takes time is done without the lock, so that requests are answered side by side. */
    private HttpAnswer own(HttpCall call) {
        return source(call).apply(call);
    }

    private synchronized Function<HttpCall, HttpAnswer> source(HttpCall call) {
        if (call.path().equals(TOKENS)) {
            return call.method().equals("POST") ? this::signIn : any -> HttpAnswer.status(405);
        }
        HttpAnswer open = openDocuments.get(call.path());
        if (open != null) {
            return any -> open;
        }
        Application application = applications.stream()
                .filter(each -> each.serves(call.path()))
                .findFirst()
                .orElse(null);
        if (application != null && application.open()) {
            return application.answers();
        }
        Instant expiry = tokens.get(call.header("x-auth-token").orElse(""));
        if (expiry == null || !Instant.now().isBefore(expiry)) {
            return any -> HttpAnswer.json("{\"error\": {\"code\": 401}}").withStatus(401);
        }
        FakeList list = lists.get(call.path());
        if (list != null) {
            return list::page;
        }
        HttpAnswer document = documents.get(call.path());
        if (document != null) {
            return any -> document;
        }
        return application == null ? any -> HttpAnswer.status(404) : application.answers();
    }

    private synchronized HttpAnswer signIn(HttpCall call) {
        if (secrets.stream().noneMatch(secret -> call.body().contains(JsonText.of(secret)))) {
            return HttpAnswer.json("{\"error\": {\"code\": 401, \"message\": \"The request you have made requires"
                            + " authentication.\"}}")
                    .withStatus(401);
        }
        Instant now = Instant.now();
        String value = "gAAAA-token-" + ++issued;
        tokens.put(value, now.plus(tokenLife));
        Map<String, Object> token = new LinkedHashMap<>();
        token.put("issued_at", now.toString());
        token.put("expires_at", now.plus(tokenLife).toString());
        token.put("methods", List.of("password"));
        token.put("user", Map.of("id", USER, "name", "ceilometer", "domain", DEFAULT_DOMAIN));
        token.put("roles", List.of(Map.of("id", "4d1e0000000000000000000000000001", "name", "admin")));
        token.put("project", Map.of("id", PROJECT, "name", "service", "domain", DEFAULT_DOMAIN));
        token.put("catalog", List.copyOf(catalogue));
        return HttpAnswer.json(JsonText.of(Map.of("token", token)))
                .withStatus(201)
                .header("X-Subject-Token", value);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
