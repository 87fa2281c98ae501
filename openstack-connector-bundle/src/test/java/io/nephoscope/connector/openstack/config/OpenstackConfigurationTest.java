package io.nephoscope.connector.openstack.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.openstack.session.CloudSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenstackConfigurationTest {

    private static final Map<String, String> OWN = Map.of(
            "auth.url", "https://own:5000",
            "username", "ceilometer",
            "password", "hidden",
            "user.domain.name", "Default",
            "project.name", "service",
            "project.domain.name", "Default");

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    private OpenstackConfiguration configuration() {
        environment.putIfAbsent("HOME", folder.resolve("home").toString());
        return new OpenstackConfiguration(environment, folder);
    }

    private static Map<String, String> own(String... more) {
        Map<String, String> all = new HashMap<>(OWN);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private void clouds(String yaml) throws IOException {
        Files.writeString(folder.resolve("clouds.yaml"), yaml);
    }

    @Test
    void findsNothingWhereNothingIsWritten() {
        OpenstackConfiguration configuration = configuration();

        assertThat(configuration.read(Map.of())).isEmpty();
        assertThat(configuration.complaints()).isEmpty();
    }

    @Test
    void readsCeilometersOptions() {
        CloudSettings settings = configuration()
                .read(own(
                        "region.name",
                        "Two",
                        "interface",
                        "internalURL,public",
                        "insecure",
                        "true",
                        "endpoint.override",
                        "image=http://i:9292, dns=http://d"))
                .orElseThrow();

        assertThat(settings.credentials()).hasToString("user ceilometer");
        assertThat(settings.choice().region()).isEqualTo("Two");
        assertThat(settings.choice().interfaces()).containsExactly("internal", "public");
        assertThat(settings.http().insecure()).isTrue();
        assertThat(settings.overrides())
                .containsOnly(
                        Map.entry("image", URI.create("http://i:9292")), Map.entry("dns", URI.create("http://d")));
    }

    @Test
    void readsThePasswordFromAFile() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hidden\n");

        assertThat(configuration().read(own("password", "file:" + secret)))
                .isEqualTo(configuration().read(OWN));
    }

    @Test
    void readsAProxyAndItsPasswordFromAFile() throws IOException {
        environment.put("https_proxy", "http://other:8080");
        Path secret = Files.writeString(folder.resolve("proxy"), "http://me:hidden@proxy:3128\n");

        CloudSettings settings =
                configuration().read(own("proxy", "file:" + secret)).orElseThrow();

        assertThat(settings.http().proxies().https()).hasToString("Optional[proxy:3128]");
        assertThat(settings.toString()).doesNotContain("hidden").doesNotContain("Basic");
    }

    @Test
    void asksNothingWithoutTheProxyThatCannotBeRead() {
        environment.put("https_proxy", "http://other:8080");

        assertThat(configuration().read(own("proxy", "file:/no/such"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                timeout           | soon        | timeout: "soon" is no whole number; 60 is used instead
                interface         | inner       | interface: must be public, internal or admin
                insecure          | perhaps     | insecure: must be true or false
                endpoint.override | http://i    | endpoint.override: must be like image=https://host:9292, several separated by commas; none is used instead
                proxy             | socks5://u:hidden@p | proxy: must be like http://user:password@host:3128
                cafile            | /no/such    | cafile: there is no file
                certfile          | /no/such    | certfile: there is no file
                auth.type         | v2password  | auth.type: must be password
                auth.url          | cloud:5000  | auth.url: must be http
                project.domain.name | ''        | project.domain.name: is missing
                trust.id          | t           | trust.id: does not go with project.name
                password          | file:/no/such | password: there is no file at the path after file:
                """)
    void refusesEachBadKeyWithItsName(String key, String value, String sentence) {
        OpenstackConfiguration configuration = configuration();

        configuration.read(own(key, value));

        assertThat(configuration.complaints()).anySatisfy(complaint -> assertThat(complaint)
                .startsWith("io.nephoscope.connector.openstack.cfg: ")
                .contains(sentence)
                .doesNotContain("hidden"));
    }

    @Test
    void keepsWhatWasInForceWhereTheNewCannotBeUsed() {
        OpenstackConfiguration configuration = configuration();
        CloudSettings before = configuration.read(OWN).orElseThrow();

        assertThat(configuration.read(own("auth.url", "nonsense"))).contains(before);
        assertThat(configuration.read(own("password", "env:NO_SUCH_VARIABLE"))).contains(before);
        assertThat(configuration.complaints()).isNotEmpty();

        assertThat(configuration.read(OWN)).contains(before);
        assertThat(configuration.complaints()).isEmpty();
        assertThat(configuration.read(Map.of())).isEmpty();
    }

    @Test
    void doesNotSignInElsewhereWhereItsOwnSecretCannotBeRead() {
        environment.put("OS_AUTH_URL", "https://environment:5000");
        environment.put("OS_TOKEN", "t");
        environment.put("OS_AUTH_TYPE", "token");

        assertThat(configuration().read(own("password", "file:/no/such"))).isEmpty();
    }

    @Test
    void readsACloudOfCloudsYamlAndItsSecretOfSecureYaml() throws IOException {
        clouds("""
                common: &common {region_name: One, interface: internal}
                clouds:
                  mine:
                    <<: *common
                    auth:
                      auth_url: https://yaml:5000/v3
                      username: ceilometer
                      user_domain_name: Default
                      project_name: service
                      project_domain_name: Default
                    verify: false
                    image_endpoint_override: http://i:9292
                    identity_api_version: 3
                """);
        Files.createDirectories(folder.resolve("home/.config/openstack"));
        Files.writeString(
                folder.resolve("home/.config/openstack/secure.yaml"), "clouds: {mine: {auth: {password: 'hidden'}}}");

        CloudSettings settings = configuration().read(Map.of("cloud", "mine")).orElseThrow();

        assertThat(settings.credentials()).hasToString("user ceilometer");
        assertThat(settings.credentials().tokens()).hasToString("https://yaml:5000/v3/auth/tokens");
        assertThat(settings.choice().region()).isEqualTo("One");
        assertThat(settings.choice().interfaces()).containsExactly("internal");
        assertThat(settings.http().insecure()).isTrue();
        assertThat(settings.overrides()).containsKey("image");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                'clouds: {other: {auth: {}}}'                   | there is no cloud mine
                'clouds: {mime: {auth: {}}}'                    | did you mean mime?
                'clouds: {}'                                    | names no cloud
                'clouds: {mine: {auth: {password: *hidden}}}'   | :1: it cannot be read as YAML here
                'clouds: {mine: {profile: vexxhost}}'           | profiles of vendors are not known
                'clouds: {mine: {auth: {}}}'                    | clouds.yaml: mine: auth_url: is missing
                'clouds: {mine: {identity_api_version: 2}}'     | version 2 is gone
                """)
    void namesThePlaceInCloudsYamlAndNothingSecret(String yaml, String sentence) throws IOException {
        clouds(yaml);
        OpenstackConfiguration configuration = configuration();

        assertThat(configuration.read(Map.of("cloud", "mine"))).isEmpty();

        assertThat(configuration.complaints()).singleElement().satisfies(complaint -> assertThat(complaint)
                .contains("clouds.yaml")
                .contains(sentence)
                .doesNotContain("hidden"));
    }

    @Test
    void saysWhereCloudsYamlMayStandWhereThereIsNone() {
        environment.put("OS_CLIENT_CONFIG_FILE", folder.resolve("gone.yaml").toString());
        OpenstackConfiguration configuration = configuration();

        configuration.read(Map.of("cloud", "mine"));

        assertThat(configuration.complaints()).singleElement().asString().contains("gone.yaml: there is no such file");
    }

    @Test
    void readsTheEnvironmentOfAnOpenrc() {
        environment.putAll(Map.of(
                "OS_AUTH_URL", "https://environment:5000",
                "OS_USERNAME", "admin",
                "OS_PASSWORD", "hidden",
                "OS_PROJECT_NAME", "admin",
                "OS_USER_DOMAIN_NAME", "Default",
                "OS_PROJECT_DOMAIN_ID", "default",
                "OS_ENDPOINT_TYPE", "adminURL",
                "OS_REGION_NAME", "Two"));

        CloudSettings settings = configuration().read(Map.of()).orElseThrow();

        assertThat(settings.credentials()).hasToString("user admin");
        assertThat(settings.choice().interfaces()).containsExactly("admin");
        assertThat(settings.choice().region()).isEqualTo("Two");
        assertThat(settings.origin()).isEqualTo("the environment");
    }

    @Test
    void namesTheVariableThatIsMissing() {
        environment.put("OS_AUTH_URL", "https://environment:5000");
        OpenstackConfiguration configuration = configuration();

        configuration.read(Map.of());

        assertThat(configuration.complaints())
                .isEqualTo(List.of("the environment: OS_USERNAME: is missing, and so is user.id; nothing is polled"
                        + " there until it is corrected"));
    }

    @Test
    void prefersWhatStandsInItsOwnFile() {
        environment.put("OS_AUTH_URL", "https://environment:5000");

        assertThat(configuration().read(OWN).orElseThrow().credentials().tokens())
                .hasToString("https://own:5000/v3/auth/tokens");
    }
}
