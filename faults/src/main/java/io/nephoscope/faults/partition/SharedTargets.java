package io.nephoscope.faults.partition;

import io.nephoscope.faults.oracle.Targets;
import io.nephoscope.testkit.openstack.FakeCloud;
import io.nephoscope.testkit.openstack.HttpAnswer;
import io.nephoscope.testkit.openstack.HttpCall;
import io.nephoscope.testkit.openstack.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A cloud whose catalogue has as many endpoints of one service as there are resources: what both kinds of agents share out one
 * by one. A request says which agent asks, and the answer repeats it, so that each sample tells who polled it.
 */
final class SharedTargets implements AutoCloseable {

    /** The only meter, which is also the name of its pollster. */
    static final String METER = "shared.value";

    /** The field of a sample's metadata that names who polled it. */
    static final String AGENT = "agent";

    private static final String SERVICE = "shared";
    private static final String PATH = "/" + SERVICE;
    private static final String PREFIX = "r";
    private static final int NOT_FOUND = 404;

    private final FakeCloud cloud;

    private SharedTargets(FakeCloud cloud) {
        this.cloud = cloud;
    }

    /** Serves resources at a free port. */
    static SharedTargets start(int resources) throws IOException {
        FakeCloud cloud = FakeCloud.start(0, Traffic.NOT_COUNTED).forgetCalls();
        for (int resource = 0; resource < resources; resource++) {
            cloud.service(SERVICE, PATH + "/" + PREFIX + resource + "/");
        }
        cloud.serve(PATH, SharedTargets::answer);
        Targets.tellOfKeystone(cloud);
        return new SharedTargets(cloud);
    }

    private static HttpAnswer answer(HttpCall call) {
        String[] steps = call.path().split("/", -1);
        if (steps.length < 3 || !steps[2].startsWith(PREFIX)) {
            return HttpAnswer.status(NOT_FOUND);
        }
        return HttpAnswer.json("""
                {"entries": [{"id": "%s", "value": 1, "agent": "%s", "user_id": "u", "project_id": "p"}]}""".formatted(steps[2], call.parameter(AGENT).orElse("?")));
    }

    /** Keystone's address, where the password is "secret". */
    String authUrl() {
        return cloud.authUrl();
    }

    /** Which resource an id is of; -1 if of none. */
    static int resource(String id) {
        return id.matches(PREFIX + "[0-9]{1,8}") ? Integer.parseInt(id.substring(PREFIX.length())) : -1;
    }

    /** Writes the definition of the pollster into a folder of them, for one agent. */
    static void define(Path folder, String agent) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("shared.yaml"), """
                ---
                - name: "%s"
                  sample_type: "gauge"
                  unit: "value"
                  value_attribute: "value"
                  endpoint_type: "%s"
                  url_path: "value?agent=%s"
                  response_entries_key: "entries"
                  metadata_fields: ["%s"]
                """.formatted(METER, SERVICE, agent, AGENT));
    }

    @Override
    public void close() throws IOException {
        cloud.close();
    }
}
