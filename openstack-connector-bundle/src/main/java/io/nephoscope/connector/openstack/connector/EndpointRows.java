package io.nephoscope.connector.openstack.connector;

import io.nephoscope.api.runtime.dto.EndpointDTO;
import io.nephoscope.connector.openstack.http.EndpointGate;
import io.nephoscope.connector.openstack.identity.TokenSource;
import io.nephoscope.connector.openstack.session.SignedCloud;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the shell is shown of a cloud. */
final class EndpointRows {

    private EndpointRows() {}

    static List<EndpointDTO> of(SignedCloud cloud, Instant now) {
        List<EndpointDTO> rows = new ArrayList<>();
        rows.add(signIn(cloud.tokenState(), now));
        cloud.endpointStates().stream().map(EndpointRows::service).forEach(rows::add);
        return rows;
    }

    private static EndpointDTO signIn(TokenSource.State state, Instant now) {
        EndpointDTO row = new EndpointDTO();
        row.service = "sign-in";
        row.address = state.place();
        row.calls = state.signIns() + state.failed();
        row.errors = state.failed();
        state.left().ifPresent(left -> row.tokenExpiresAt = now.plus(left).toEpochMilli());
        state.trouble().ifPresent(why -> {
            row.error = why.message();
            row.failingSince = state.since().toEpochMilli();
        });
        return row;
    }

    private static EndpointDTO service(EndpointGate.State state) {
        EndpointDTO row = new EndpointDTO();
        row.service = state.type();
        row.address = state.place();
        row.calls = state.calls();
        row.errors = state.errors();
        row.slowestMillis = state.slowest().toMillis();
        row.parallel = state.limit();
        state.trouble().ifPresent(why -> {
            row.error = why.message();
            row.failingSince = state.since().toEpochMilli();
        });
        state.restsUntil().ifPresent(until -> row.restsUntil = until.toEpochMilli());
        return row;
    }
}
