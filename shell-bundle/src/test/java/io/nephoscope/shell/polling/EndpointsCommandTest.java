package io.nephoscope.shell.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.runtime.dto.EndpointDTO;
import io.nephoscope.shell.command.CommandFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointsCommandTest {

    private final FakeAgentView agent = new FakeAgentView();

    private static EndpointDTO signIn() {
        EndpointDTO signIn = new EndpointDTO();
        signIn.service = "sign-in";
        signIn.address = "https://cloud:5000";
        signIn.calls = 2;
        signIn.tokenExpiresAt = Typed.inSeconds(3_000);
        return signIn;
    }

    private static EndpointDTO image() {
        EndpointDTO image = new EndpointDTO();
        image.service = "image";
        image.address = "https://cloud:9292";
        image.calls = 120;
        image.errors = 7;
        image.slowestMillis = 2_345;
        image.parallel = 4;
        image.error = "https://cloud:9292/v2/images answers with status 500";
        image.failingSince = Typed.secondsAgo(60);
        image.restsUntil = Typed.inSeconds(20);
        return image;
    }

    @Test
    void listsTheSignInAndTheServices() {
        agent.agent.endpointInventories = List.of(() -> List.of(signIn()), () -> List.of(image()));

        assertThat(Typed.into(agent, "endpoints").out()).isEqualTo("""
                SERVICE ADDRESS            CALLS ERRORS SLOWEST PARALLEL
                sign-in https://cloud:5000     2      0
                    the token expires in 50 min
                image   https://cloud:9292   120      7   2.3 s        4
                    fails since 1 min: https://cloud:9292/v2/images answers with status 500
                    asked again in 20 s
                """);
    }

    @Test
    void listsThoseThatMatch() {
        agent.agent.endpointInventories = List.of(() -> List.of(signIn()), () -> List.of(image()));

        assertThat(Typed.into(agent, "endpoints", "im*", "--json").out())
                .contains("\"service\":\"image\"", "\"errors\":7")
                .doesNotContain("sign-in");
    }

    @Test
    void saysSoWithoutACloud() {
        agent.agent.endpointInventories = List.of(List::of);

        assertThat(Typed.into(agent, "endpoints").out()).isEqualTo("Nothing was asked yet, or nothing matches.\n");
    }

    @Test
    void saysSoWithoutTheConnector() {
        Typed typed = Typed.into(agent, "endpoints");

        assertThat(typed.status()).isEqualTo(CommandFailure.FAILED);
        assertThat(typed.sentence()).contains("connector does not run");
    }
}
