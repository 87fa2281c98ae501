package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.HttpAnswer;
import io.nephoscope.testkit.openstack.HttpCall;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Accounts of Swift: one for each project. */
final class SimulatedSwift extends SimulatedService {

    static final String PATH = "/object-store/v1";
    private static final String PREFIX = "AUTH_";
    private static final int LONGEST_PAGE = 10_000;
    private static final int OBJECT_BYTES = 4_096;

    SimulatedSwift(Entries entries) {
        super(entries);
    }

    @Override
    void register(Routes routes) {
        routes.head(PATH + "/{account}", (call, names) -> account(names.get(0), HttpAnswer.status(204)));
        routes.get(PATH + "/{account}", this::containers);
    }

    private HttpAnswer account(String account, HttpAnswer answer) {
        OptionalInt project = project(account);
        if (project.isEmpty()) {
            return HttpAnswer.status(404);
        }
        long objects = containers()
                .map(container -> objects(project.getAsInt(), container))
                .sum();
        return answer.header("X-Account-Container-Count", Integer.toString(size().of(Kind.CONTAINER)))
                .header("X-Account-Object-Count", Long.toString(objects))
                .header("X-Account-Bytes-Used", Long.toString(objects * OBJECT_BYTES))
                .header("X-Timestamp", "1767323045.00000");
    }

    private OptionalInt project(String account) {
        int number = account.startsWith(PREFIX) ? Kind.PROJECT.number(account.substring(PREFIX.length())) : -1;
        return number < 0 || number >= size().of(Kind.PROJECT) ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private LongStream containers() {
        return LongStream.range(0, size().of(Kind.CONTAINER));
    }

    private static long objects(int project, long container) {
        return (7L * project + container) % 1_000;
    }

    private HttpAnswer containers(HttpCall call, List<String> names) {
        OptionalInt project = project(names.get(0));
        if (project.isEmpty()) {
            return HttpAnswer.status(404);
        }
        String marker = call.parameter("marker").orElse("");
        int limit = Math.min(
                LONGEST_PAGE, call.parameter("limit").map(Integer::valueOf).orElse(LONGEST_PAGE));
        List<Integer> page = IntStream.range(0, size().of(Kind.CONTAINER))
                .filter(container -> name(container).compareTo(marker) > 0)
                .limit(limit)
                .boxed()
                .toList();
        boolean json = call.parameter("format").filter("json"::equals).isPresent();
        return account(names.get(0), json ? json(project.getAsInt(), page) : text(page));
    }

    private static String name(int container) {
        return "container-%06d".formatted(container);
    }

    private static HttpAnswer json(int project, List<Integer> page) {
        return HttpAnswer.json(page.stream()
                .map(container -> "{\"name\": \"%s\", \"count\": %d, \"bytes\": %d,"
                                .formatted(
                                        name(container),
                                        objects(project, container),
                                        objects(project, container) * OBJECT_BYTES)
                        + " \"last_modified\": \"2026-01-02T03:04:05.000000\", \"storage_policy\": \"Policy-0\"}")
                .collect(Collectors.joining(", ", "[", "]")));
    }

    private static HttpAnswer text(List<Integer> page) {
        return page.isEmpty()
                ? HttpAnswer.status(204)
                : HttpAnswer.status(200)
                        .body(
                                "text/plain; charset=utf-8",
                                page.stream()
                                        .map(container -> name(container) + "\n")
                                        .collect(Collectors.joining()));
    }
}
