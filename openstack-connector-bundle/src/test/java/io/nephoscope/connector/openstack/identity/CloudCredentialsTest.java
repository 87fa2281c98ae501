package io.nephoscope.connector.openstack.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudCredentialsTest {

    private static Map<String, String> options(String written) {
        Map<String, String> options = new TreeMap<>(Map.of("auth.url", "https://c:5000"));
        Arrays.stream(written.split(" +"))
                .map(pair -> pair.split("=", -1))
                .forEach(pair -> options.put(pair[0], pair[1]));
        return options;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                username=u password=p user.domain.id=d project.name=j project.domain.name=D | {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"u","domain":{"id":"d"},"password":"p"}}},"scope":{"project":{"name":"j","domain":{"name":"D"}}}}}
                user.id=i password=p project.id=j | {"auth":{"identity":{"methods":["password"],"password":{"user":{"id":"i","password":"p"}}},"scope":{"project":{"id":"j"}}}}
                username=u password=p default.domain.id=d project.name=j | {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"u","domain":{"id":"d"},"password":"p"}}},"scope":{"project":{"name":"j","domain":{"id":"d"}}}}}
                user.id=i password=p domain.name=d | {"auth":{"identity":{"methods":["password"],"password":{"user":{"id":"i","password":"p"}}},"scope":{"domain":{"name":"d"}}}}
                user.id=i password=p system.scope=all | {"auth":{"identity":{"methods":["password"],"password":{"user":{"id":"i","password":"p"}}},"scope":{"system":{"all":true}}}}
                user.id=i password=p trust.id=t | {"auth":{"identity":{"methods":["password"],"password":{"user":{"id":"i","password":"p"}}},"scope":{"OS-TRUST:trust":{"id":"t"}}}}
                auth.type=v3applicationcredential application.credential.id=a application.credential.secret=s | {"auth":{"identity":{"methods":["application_credential"],"application_credential":{"id":"a","secret":"s"}}}}
                auth.type=v3applicationcredential application.credential.name=a user.id=i application.credential.secret=s | {"auth":{"identity":{"methods":["application_credential"],"application_credential":{"name":"a","user":{"id":"i"},"secret":"s"}}}}
                auth.type=token token=t project.id=j | {"auth":{"identity":{"methods":["token"],"token":{"id":"t"}},"scope":{"project":{"id":"j"}}}}
                auth.type=v3token token=t | {"auth":{"identity":{"methods":["token"],"token":{"id":"t"}}}}
                """)
    void asksKeystoneAsItsReferenceSays(String written, String body) {
        assertThat(CloudCredentials.objection(options(written))).isEmpty();
        assertThat(CloudCredentials.of(options(written)).body()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                auth.url=                                       | auth.url
                auth.url=cloud                                  | auth.url
                auth.url=ftp://cloud                            | auth.url
                auth.url=https://u:p@cloud                      | auth.url
                auth.type=v2password                            | auth.type
                password=p                                      | username
                username=u                                      | password
                username=u password=p                           | user.domain.name
                user.id=u password=p                            | project.name
                user.id=u password=p project.name=j             | project.domain.name
                user.id=u password=p project.id=j trust.id=t    | trust.id
                user.id=u password=p system.scope=some          | system.scope
                auth.type=token                                 | token
                auth.type=v3applicationcredential               | application.credential.secret
                auth.type=v3applicationcredential application.credential.secret=s | application.credential.id
                auth.type=v3applicationcredential application.credential.secret=s application.credential.name=n | username
                """)
    void refusesWhatNobodyCanSignInWith(String written, String option) {
        assertThat(CloudCredentials.objection(options(written)))
                .hasValueSatisfying(objection -> assertThat(objection.option()).isEqualTo(option));
    }

    @ParameterizedTest
    @CsvSource({
        "https://c:5000, https://c:5000/v3/auth/tokens",
        "https://c:5000/, https://c:5000/v3/auth/tokens",
        "https://c:5000/v3, https://c:5000/v3/auth/tokens",
        "https://c/identity/v3/, https://c/identity/v3/auth/tokens",
        "https://c/identity, https://c/identity/v3/auth/tokens",
        "http://[::1]:5000/v2.0, http://[::1]:5000/v3/auth/tokens",
    })
    void findsKeystoneWithAndWithoutAVersion(String url, String tokens) {
        assertThat(CloudCredentials.of(Map.of("auth.url", url)).tokens()).hasToString(tokens);
    }

    @Test
    void tellsWhoSignsInAndNothingSecret() {
        CloudCredentials user = CloudCredentials.of(options("username=u password=hidden"));

        assertThat(user).hasToString("user u");
        assertThat(CloudCredentials.of(options("auth.type=token token=hidden"))).hasToString("the configured token");
        assertThat(user).isEqualTo(CloudCredentials.of(options("username=u password=hidden")));
        assertThat(user).isNotEqualTo(CloudCredentials.of(options("username=u password=other")));
    }

    @ParameterizedTest
    @CsvSource({
        "username=u password=p, correct name",
        "auth.type=v3applicationcredential application.credential.id=a application.credential.secret=s, correct its secret",
        "auth.type=token token=t, configure one that has not expired",
    })
    void tellsWhatToCorrectOfWhatIsConfigured(String written, String remedy) {
        assertThat(CloudCredentials.of(options(written)).remedy()).startsWith(remedy);
    }
}
