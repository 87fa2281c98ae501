package io.nephoscope.coordination.etcd;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.Coordination.Stored;
import io.nephoscope.api.coordination.CoordinationListener.Present;
import io.nephoscope.api.coordination.CoordinationListener.View;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What etcd holds as far as it was told: read once, then followed change by change. */
final class EtcdView {

    private final EtcdKeys keys;
    private final Map<String, Present> members = new TreeMap<>();
    private Stored assignment = Stored.NOTHING;

    EtcdView(EtcdKeys keys) {
        this.keys = keys;
    }

    /**
     * Begins anew with an answer to {@link GatewayRequests#readView}.
     *
     * @return of which revision it is
     */
    long load(GatewayAnswer answer) throws IOException {
        members.clear();
        assignment = Stored.NOTHING;
        for (GatewayAnswer response : answer.objects("responses")) {
            for (GatewayAnswer entry : response.object("response_range").objects("kvs")) {
                put(entry.decoded("key"), entry);
            }
        }
        return answer.object("header").number("revision");
    }

    private void put(String key, GatewayAnswer entry) throws IOException {
        if (key.equals(keys.assignment())) {
            assignment = stored(entry);
        } else if (key.startsWith(keys.members())) {
            members.put(
                    key.substring(keys.members().length()),
                    new Present(entry.decoded("value"), entry.number("create_revision")));
        }
    }

    static Stored stored(GatewayAnswer entry) throws IOException {
        return new Stored(entry.decoded("value"), entry.number("mod_revision"));
    }

    void apply(List<GatewayAnswer> events) throws IOException {
        for (GatewayAnswer event : events) {
            GatewayAnswer entry = event.object("kv");
            String key = entry.decoded("key");
            if (!event.text("type").equals("DELETE")) {
                put(key, entry);
            } else if (key.equals(keys.assignment())) {
                assignment = Stored.NOTHING;
            } else if (key.startsWith(keys.members())) {
                members.remove(key.substring(keys.members().length()));
            }
        }
    }

    boolean has(String member) {
        return members.containsKey(member);
    }

    /** Whether this is as many members and the same assignment as in an answer to {@link GatewayRequests#readOutline}. */
    boolean isLike(GatewayAnswer outline) throws IOException {
        List<GatewayAnswer> responses = outline.objects("responses");
        if (responses.size() != 2) {
            throw new IOException("etcd leaves out a part of its answer");
        }
        long version = Coordination.ABSENT;
        for (GatewayAnswer entry : responses.get(1).object("response_range").objects("kvs")) {
            version = entry.number("mod_revision");
        }
        return responses.get(0).object("response_range").number("count") == members.size()
                && version == assignment.version();
    }

    View view() {
        return new View(members, assignment);
    }
}
