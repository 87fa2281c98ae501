package io.nephoscope.support.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class SignaturesTest {

    private static final String ACCESS = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    /** The example "GET Bucket Lifecycle" of AWS's page on signature calculations for the Authorization header. */
    @Test
    void signsAsTheExampleOfTheFourthVersion() {
        SignatureV4 signature =
                new SignatureV4(ACCESS, SECRET, InstantSource.fixed(Instant.parse("2013-05-24T00:00:00Z")));

        assertThat(signature.headers("GET", URI.create("https://examplebucket.s3.amazonaws.com/?lifecycle")))
                .containsEntry("x-amz-date", "20130524T000000Z")
                .hasEntrySatisfying("Authorization", authorization -> assertThat(authorization)
                        .contains("Credential=" + ACCESS + "/20130524/us-east-1/s3/aws4_request")
                        .endsWith("Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"));
    }

    @Test
    void signsTheHostAsTheRequestNamesIt() {
        SignatureV4 signature = new SignatureV4(ACCESS, SECRET, InstantSource.fixed(Instant.EPOCH));

        assertThat(signature.headers("GET", URI.create("http://rgw:80/admin/usage?uid=a")))
                .isEqualTo(signature.headers("GET", URI.create("http://rgw/admin/usage?uid=a")))
                .isNotEqualTo(signature.headers("GET", URI.create("http://rgw:8080/admin/usage?uid=a")));
    }

    /** By the formula of the page, whose example signs the header Date, which a client of Java's cannot choose. */
    @Test
    void signsTheSecondVersionByTheDateAndThePathAlone() {
        SignatureV2 signature =
                new SignatureV2(ACCESS, SECRET, InstantSource.fixed(Instant.parse("2007-03-27T21:20:26Z")));

        assertThat(signature.headers("GET", URI.create("http://rgw/admin/bucket?uid=a&stats=true")))
                .containsEntry("x-amz-date", "Tue, 27 Mar 2007 21:20:26 GMT")
                .isEqualTo(signature.headers("GET", URI.create("http://rgw/admin/bucket?uid=b")));
    }

    @Test
    void showsNoKeys() {
        assertThat(new SignatureV4(ACCESS, SECRET).toString()).doesNotContain(ACCESS, SECRET);
        assertThat(new SignatureV2(ACCESS, SECRET).toString()).doesNotContain(ACCESS, SECRET);
    }
}
