package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.HttpAnswer;
import io.nephoscope.testkit.openstack.HttpCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The administrators' API of a Ceph object gateway: a user for each project. Asks for a signature, and no token. */
final class SimulatedRadosGateway extends SimulatedService {

    static final String PATH = "/admin";
    private static final int OBJECT_KILOBYTES = 4;

    private final RequestSignature signature;

    SimulatedRadosGateway(Entries entries, RequestSignature signature) {
        super(entries);
        this.signature = signature;
    }

    @Override
    void register(Routes routes) {
        routes.get(PATH + "/bucket", signed((call, names) -> buckets(call)));
        routes.get(PATH + "/usage", signed((call, names) -> usage(call)));
    }

    private Routes.Answers signed(Routes.Answers answers) {
        return (call, names) ->
                signature.fits(call) ? answers.answer(call, names) : refused("SignatureDoesNotMatch", 403);
    }

    private static HttpAnswer refused(String code, int status) {
        return HttpAnswer.json("{\"Code\": \"" + code + "\", \"RequestId\": \"tx0001\"}")
                .withStatus(status);
    }

    private HttpAnswer buckets(HttpCall call) {
        int user = user(call);
        if (user < 0) {
            return refused("NoSuchUser", 404);
        }
        return HttpAnswer.json(IntStream.range(0, size().of(Kind.BUCKET))
                .mapToObj(bucket -> bucket(user, bucket))
                .collect(Collectors.joining(", ", "[", "]")));
    }

    private static String bucket(int user, int bucket) {
        int objects = (7 * user + bucket) % 1_000;
        return "{\"bucket\": \"bucket-%d\", \"owner\": \"%s\", \"usage\": {\"rgw.main\": {\"size_kb\": %d, \"num_objects\": %d}}}"
                .formatted(bucket, Kind.PROJECT.id(user), OBJECT_KILOBYTES * objects, objects);
    }

    private HttpAnswer usage(HttpCall call) {
        int user = user(call);
        if (user < 0) {
            return HttpAnswer.json("{\"entries\": [], \"summary\": []}");
        }
        return HttpAnswer.json("{\"entries\": [], \"summary\": [{\"user\": \"%s\", \"categories\": [],"
                        .formatted(Kind.PROJECT.id(user))
                + " \"total\": {\"bytes_sent\": %d, \"bytes_received\": 0, \"ops\": %d, \"successful_ops\": %d}}]}"
                        .formatted(4_096 * user, 10 + user, 9 + user));
    }

    /** With implicit tenants the user is called by its project twice. */
    private int user(HttpCall call) {
        String uid = URLDecoder.decode(call.parameter("uid").orElse(""), StandardCharsets.UTF_8);
        List<String> parts = List.of(uid.split("\\$", 2));
        String project = parts.get(parts.size() - 1);
        int number = parts.get(0).equals(project) ? Kind.PROJECT.number(project) : -1;
        return number < size().of(Kind.PROJECT) ? number : -1;
    }
}
