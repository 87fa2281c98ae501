package io.nephoscope.connector.openstack.config;

import io.nephoscope.support.config.Key;
import io.nephoscope.support.config.KeyValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys that tell how to sign in. None has a default that might stand in for a value which was refused. */
final class SignInKeys {

    static final Key<String> AUTH_TYPE = Key.text("auth.type").essential();
    private static final Key<String> AUTH_URL = Key.text("auth.url").essential();
    private static final Key<String> USERNAME = Key.text("username").essential();
    private static final Key<String> USER_ID = Key.text("user.id").essential();
    private static final Key<String> PASSWORD = Key.secret("password").essential();
    private static final Key<String> USER_DOMAIN_NAME =
            Key.text("user.domain.name").essential();
    private static final Key<String> USER_DOMAIN_ID = Key.text("user.domain.id").essential();
    private static final Key<String> PROJECT_NAME = Key.text("project.name").essential();
    private static final Key<String> PROJECT_ID = Key.text("project.id").essential();
    private static final Key<String> PROJECT_DOMAIN_NAME =
            Key.text("project.domain.name").essential();
    private static final Key<String> PROJECT_DOMAIN_ID =
            Key.text("project.domain.id").essential();
    private static final Key<String> DOMAIN_NAME = Key.text("domain.name").essential();
    private static final Key<String> DOMAIN_ID = Key.text("domain.id").essential();
    private static final Key<String> DEFAULT_DOMAIN_NAME =
            Key.text("default.domain.name").essential();
    private static final Key<String> DEFAULT_DOMAIN_ID =
            Key.text("default.domain.id").essential();
    private static final Key<String> TRUST_ID = Key.text("trust.id").essential();
    private static final Key<String> SYSTEM_SCOPE = Key.text("system.scope").essential();
    private static final Key<String> TOKEN = Key.secret("token").essential();
    private static final Key<String> APPLICATION_CREDENTIAL_ID =
            Key.text("application.credential.id").essential();
    private static final Key<String> APPLICATION_CREDENTIAL_NAME =
            Key.text("application.credential.name").essential();
    private static final Key<String> APPLICATION_CREDENTIAL_SECRET =
            Key.secret("application.credential.secret").essential();

    static final List<Key<String>> ALL = List.of(
            AUTH_TYPE,
            AUTH_URL,
            USERNAME,
            USER_ID,
            PASSWORD,
            USER_DOMAIN_NAME,
            USER_DOMAIN_ID,
            PROJECT_NAME,
            PROJECT_ID,
            PROJECT_DOMAIN_NAME,
            PROJECT_DOMAIN_ID,
            DOMAIN_NAME,
            DOMAIN_ID,
            DEFAULT_DOMAIN_NAME,
            DEFAULT_DOMAIN_ID,
            TRUST_ID,
            SYSTEM_SCOPE,
            TOKEN,
            APPLICATION_CREDENTIAL_ID,
            APPLICATION_CREDENTIAL_NAME,
            APPLICATION_CREDENTIAL_SECRET);

    private SignInKeys() {}

    /** What is written, by name; the default of {@code auth.type} alone is nothing. */
    static Map<String, String> written(KeyValues values) {
        Map<String, String> written = new LinkedHashMap<>();
        ALL.stream()
                .filter(key -> key != AUTH_TYPE && !values.get(key).isEmpty())
                .forEach(key -> written.put(key.name(), values.get(key)));
        if (!written.isEmpty()) {
            written.put(AUTH_TYPE.name(), values.get(AUTH_TYPE));
        }
        return written;
    }
}
