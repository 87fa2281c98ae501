package io.nephoscope.testkit.openstack;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
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

    private static final String TOKENS = "/identity/v3/auth/tokens";

    private final FakeHttpServer server;
    private final String scheme;
    private final List<HttpCall> calls = new CopyOnWriteArrayList<>();
    /** Under the lock of the cloud, as all below. */
    private final Map<String, Instant> tokens = new HashMap<>();

    private final Set<String> secrets = new HashSet<>(Set.of("secret"));
    private final List<Map<String, Object>> catalogue = new ArrayList<>();
    private final Map<String, FakeList> lists = new HashMap<>();
    private final Map<String, HttpAnswer> documents = new HashMap<>();
    private final Map<String, Deque<UnaryOperator<HttpAnswer>>> faults = new HashMap<>();
    private Duration tokenLife = Duration.ofHours(1);
    private int issued;

    private FakeCloud(ServerSocketFactory sockets, String scheme) throws IOException {
        this.scheme = scheme;
        server = FakeHttpServer.start(sockets, this::answer);
    }

    /** A cloud that speaks HTTP. */
    public static FakeCloud start() throws IOException {
        return new FakeCloud(ServerSocketFactory.getDefault(), "http");
    }

    /** A cloud that speaks TLS. */
    public static FakeCloud start(SSLContext context) throws IOException {
        return new FakeCloud(context.getServerSocketFactory(), "https");
    }

    /** Where all is, by the name {@code localhost}. */
    public String url() {
        return scheme + "://localhost:" + server.port();
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
    public List<HttpCall> calls() {
        return List.copyOf(calls);
    }

    /** How many requests there were for a path. */
    public long count(String path) {
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
        calls.add(call);
        UnaryOperator<HttpAnswer> change = fault(call.path());
        return change.apply(own(call));
    }

    private synchronized UnaryOperator<HttpAnswer> fault(String path) {
        Deque<UnaryOperator<HttpAnswer>> next = faults.get(path);
        return next == null || next.isEmpty() ? UnaryOperator.identity() : next.remove();
    }

    private synchronized HttpAnswer own(HttpCall call) {
        if (call.path().equals(TOKENS)) {
            return call.method().equals("POST") ? signIn(call) : HttpAnswer.status(405);
        }
        Instant expiry = tokens.get(call.header("x-auth-token").orElse(""));
        if (expiry == null || !Instant.now().isBefore(expiry)) {
            return HttpAnswer.json("{\"error\": {\"code\": 401}}").withStatus(401);
        }
        FakeList list = lists.get(call.path());
        return list == null ? documents.getOrDefault(call.path(), HttpAnswer.status(404)) : list.page(call);
    }

    private HttpAnswer signIn(HttpCall call) {
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
        token.put("project", Map.of("id", PROJECT, "name", "service", "domain", Map.of("id", "default")));
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
