package io.nephoscope.testkit.openstack.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.testkit.openstack.HttpCall;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By the examples that Amazon publishes for both versions. */
class RequestSignatureTest {

    private static final RequestSignature KEYS_4 =
            new RequestSignature("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    private static HttpCall list(String signature) {
        return new HttpCall(
                "GET",
                "/",
                "max-keys=2&prefix=J",
                Map.of(
                        "host",
                        "examplebucket.s3.amazonaws.com",
                        "x-amz-content-sha256",
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                        "x-amz-date",
                        "20130524T000000Z",
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                                + "SignedHeaders=host;x-amz-content-sha256;x-amz-date,Signature=" + signature),
                "");
    }

    @Test
    void acceptsVersion4() {
        assertThat(KEYS_4.fits(list("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")))
                .isTrue();
        assertThat(KEYS_4.fits(list("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f8")))
                .isFalse();
    }

    @Test
    void acceptsVersion2() {
        RequestSignature keys =
                new RequestSignature("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        HttpCall call = new HttpCall(
                "GET",
                "/awsexamplebucket1/photos/puppy.jpg",
                "",
                Map.of(
                        "date",
                        "Tue, 27 Mar 2007 19:36:42 +0000",
                        "authorization",
                        "AWS AKIAIOSFODNN7EXAMPLE:qgk2+6Sv9/oM7G3qLEjTH1a1l1g="),
                "");

        assertThat(keys.fits(call)).isTrue();
        assertThat(new RequestSignature("AKIAIOSFODNN7EXAMPLE", "another").fits(call))
                .isFalse();
    }

    @Test
    void refusesWhatIsNotSigned() {
        assertThat(KEYS_4.fits(new HttpCall("GET", "/admin/bucket", "", Map.of(), "")))
                .isFalse();
    }
}
