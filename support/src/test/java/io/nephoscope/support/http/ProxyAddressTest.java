package io.nephoscope.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://proxy:8080,              proxy:8080, ''",
        "proxy,                          proxy:3128, ''",
        "http://me:hidden@proxy:8080/,   proxy:8080, me:hidden",
        "me:hid+den%40home@proxy,        proxy:3128, me:hid+den@home",
        "http://me@[fd00::1]:8080,       fd00::1:8080, me:",
    })
    void readsAddressAndSignIn(String written, String address, String credentials) {
        ProxyAddress proxy = ProxyAddress.of(written);

        assertThat(proxy).hasToString(address);
        assertThat(proxy.authorization())
                .isEqualTo(
                        credentials.isEmpty()
                                ? Optional.empty()
                                : Optional.of("Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://",
                "https://me:hidden@proxy",
                "socks5://me:hidden@proxy",
                "me:hid den@proxy",
                "me:hid%zzden@proxy",
                "me:hid#den@proxy"
            })
    void refusesWhatIsNoAddressWithoutShowingIt(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProxyAddress.of(written))
                .withMessage("must be like http://user:password@host:3128, special characters percent-encoded")
                .withNoCause();
    }

    @Test
    void showsNothingSecret() {
        assertThat(ProxyAddress.of("me:hidden@proxy").toString()).doesNotContain("hidden", "Basic");
    }
}
