package io.nephoscope.connector.snmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.snmp.SnmpQuery;
import io.nephoscope.connector.snmp.SnmpReading;
import io.nephoscope.connector.snmp.SnmpTrouble.Kind;
import io.nephoscope.connector.snmp.SnmpValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityProtocol;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;

class Version3Test {

    private static final String LOAD = "1.3.6.1.4.1.2021.10.1.3.1";
    private static final SnmpQuery QUERY = SnmpQuery.of(LOAD);
    private static final Map<OID, Variable> VALUES = Map.of(new OID(LOAD), new OctetString("1.18"));

    private final Readers readers = new Readers();

    @AfterEach
    void stop() {
        readers.close();
    }

    private static SecureAgent agent(String engine, int boots) throws IOException {
        return new SecureAgent(0, engine, boots, VALUES);
    }

    private static SecureAgent shaAes(SecureAgent agent, String password, String privacyPassword) {
        return agent.user("ro", AuthSHA.ID, password, PrivAES128.ID, privacyPassword);
    }

    private static String url(SecureAgent agent, String login, String options) {
        return "snmp://" + login + "@127.0.0.1:" + agent.port() + options;
    }

    private static String secure(SecureAgent agent, String password, String privacyPassword) {
        return url(agent, "ro:" + password, "?auth_proto=sha&priv_proto=aes128&priv_password=" + privacyPassword);
    }

    @ParameterizedTest
    @CsvSource({
        "md5,des",
        "md5,aes128",
        "sha,aes128",
        "sha,des",
        "sha,3des",
        "sha224,aes128",
        "sha256,aes192",
        "sha384,aes256",
        "sha512,aes256-blumenthal",
        "sha,aes192-blumenthal",
        "md5,aes256",
        "sha256,"
    })
    void readsWithEachWayOfAuthenticationAndEncryption(String authentication, @Nullable String privacy)
            throws IOException {
        try (SecureAgent agent = agent("engine-1", 1)) {
            agent.user(
                    "ro",
                    id(Protocols.AUTHENTICATION, authentication),
                    "authpassword",
                    privacy == null ? null : id(Protocols.PRIVACY, privacy),
                    "privpassword");
            String options = "?auth_proto=" + authentication
                    + (privacy == null ? "" : "&priv_proto=" + privacy + "&priv_password=privpassword");

            SnmpReading reading = readers.read(url(agent, "ro:authpassword", options), QUERY);

            assertThat(reading.trouble()).isEmpty();
            assertThat(reading.value(LOAD).map(SnmpValue::text)).contains("1.18");
        }
    }

    private static OID id(Map<String, ? extends SecurityProtocol> protocols, String word) {
        return Objects.requireNonNull(protocols.get(word)).getID();
    }

    @Test
    void readsAsAUserWithoutAPassword() throws IOException {
        try (SecureAgent agent = agent("engine-1", 1)) {
            agent.user("open", null, "", null, "");

            assertThat(readers.read(url(agent, "open", "?version=3"), QUERY).trouble())
                    .isEmpty();
        }
    }

    @Test
    void readsTheSecretsWhereTheUrlSaysTheyStand(@TempDir Path folder) throws IOException {
        Path password = Files.writeString(folder.resolve("auth"), "authpassword\n");
        try (SecureAgent agent = agent("engine-1", 1)) {
            shaAes(agent, "authpassword", "privpassword");

            SnmpReading reading = readers.read(
                    url(agent, "ro:file:" + password, "?auth_proto=sha&priv_proto=aes128&priv_password=privpassword"),
                    QUERY);

            assertThat(reading.trouble()).isEmpty();
        }
    }

    @Test
    void tellsOfAnUnknownUser() throws IOException {
        try (SecureAgent agent = agent("engine-1", 1)) {
            assertThat(readers.trouble(secure(agent, "authpassword", "privpassword"), QUERY))
                    .isEqualTo(Kind.UNKNOWN_USER);
        }
    }

    @Test
    void tellsOfAWrongPassword() throws IOException {
        try (SecureAgent agent = agent("engine-1", 1)) {
            shaAes(agent, "another-one", "privpassword");

            SnmpReading reading = readers.read(secure(agent, "authpassword", "privpassword"), QUERY);

            assertThat(reading.trouble().orElseThrow().kind()).isEqualTo(Kind.WRONG_DIGEST);
            assertThat(reading.trouble().orElseThrow().message()).doesNotContain("authpassword");
        }
    }

    @Test
    void tellsOfAWrongPasswordOfTheEncryption() throws IOException {
        try (SecureAgent agent = agent("engine-1", 1)) {
            shaAes(agent, "authpassword", "another-one");

            assertThat(readers.trouble(secure(agent, "authpassword", "privpassword"), QUERY))
                    .isEqualTo(Kind.DECRYPTION_ERROR);
        }
    }

    @Test
    void tellsOfALevelThatTheUserDoesNotHave() throws IOException {
        try (SecureAgent agent = agent("engine-1", 1)) {
            agent.user("ro", AuthSHA.ID, "authpassword", null, "");

            assertThat(readers.trouble(secure(agent, "authpassword", "privpassword"), QUERY))
                    .isEqualTo(Kind.UNSUPPORTED_SECURITY_LEVEL);
        }
    }

    /** Devices that were cloned have one engine id and clocks of their own. */
    @Test
    void readsClonedDevicesOfOneEngineId() throws IOException {
        try (SecureAgent one = agent("clone", 7);
                SecureAgent other = agent("clone", 1)) {
            shaAes(one, "authpassword", "privpassword");
            shaAes(other, "authpassword", "privpassword");

            for (int round = 0; round < 3; round++) {
                assertThat(readers.read(secure(one, "authpassword", "privpassword"), QUERY)
                                .trouble())
                        .isEmpty();
                assertThat(readers.read(secure(other, "authpassword", "privpassword"), QUERY)
                                .trouble())
                        .isEmpty();
            }
        }
    }

    @Test
    void readsDevicesThatKnowOneUserByTwoPasswords() throws IOException {
        try (SecureAgent one = agent("engine-1", 1);
                SecureAgent other = agent("engine-2", 1)) {
            shaAes(one, "authpassword", "privpassword");
            shaAes(other, "otherpassword", "privpassword");

            assertThat(readers.read(secure(one, "authpassword", "privpassword"), QUERY)
                            .trouble())
                    .isEmpty();
            assertThat(readers.read(secure(other, "otherpassword", "privpassword"), QUERY)
                            .trouble())
                    .isEmpty();
        }
    }

    @Test
    void readsADeviceThatWasReplacedByAnother() throws IOException {
        String url;
        int port;
        try (SecureAgent old = agent("engine-1", 3)) {
            shaAes(old, "authpassword", "privpassword");
            url = secure(old, "authpassword", "privpassword");
            port = old.port();
            assertThat(readers.read(url, QUERY).trouble()).isEmpty();
        }

        try (SecureAgent replaced = new SecureAgent(port, "engine-2", 1, VALUES)) {
            shaAes(replaced, "authpassword", "privpassword");

            assertThat(readers.read(url, QUERY).trouble()).isEmpty();
        }
    }

    @Test
    void readsADeviceThatWasStartedAnew() throws IOException {
        String url;
        int port;
        try (SecureAgent old = agent("engine-1", 3)) {
            shaAes(old, "authpassword", "privpassword");
            url = secure(old, "authpassword", "privpassword");
            port = old.port();
            assertThat(readers.read(url, QUERY).trouble()).isEmpty();
        }

        try (SecureAgent anew = new SecureAgent(port, "engine-1", 9, VALUES)) {
            shaAes(anew, "authpassword", "privpassword");

            assertThat(readers.read(url, QUERY).trouble()).isEmpty();
        }
    }

    /** A device whose clock was set back is refused by the rules, until its clock is asked for anew. */
    @Test
    void readsADeviceWhoseCountOfStartsWasSetBack() throws IOException {
        String url;
        int port;
        try (SecureAgent old = agent("engine-1", 9)) {
            shaAes(old, "authpassword", "privpassword");
            url = secure(old, "authpassword", "privpassword");
            port = old.port();
            assertThat(readers.read(url, QUERY).trouble()).isEmpty();
        }

        try (SecureAgent anew = new SecureAgent(port, "engine-1", 1, VALUES)) {
            shaAes(anew, "authpassword", "privpassword");

            assertThat(readers.read(url, QUERY).trouble()).isEmpty();
        }
    }
}
