package io.nephoscope.publisher.amqp.wire;

import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Subject;

/** Encodes a subject anew each time, and keeps nothing. Not thread-safe. */
final class SubjectWriter implements SubjectForm {

    private static final int ESTIMATED_SIZE = 1024;

    private final Driver driver;
    private final Bytes json = new Bytes(ESTIMATED_SIZE);
    private Subject subject = Subject.of("");

    SubjectWriter(Driver driver) {
        this.driver = driver;
    }

    /** This, of another subject from now on. */
    SubjectWriter of(Subject other) {
        subject = other;
        return this;
    }

    @Override
    public void identity(Bytes body) {
        Owner owner = subject.owner();
        PythonJson.value(json.clear().ascii(", \"user_id\": "), owner.userId());
        PythonJson.value(json.ascii(", \"user_name\": "), owner.userName());
        PythonJson.value(json.ascii(", \"project_id\": "), owner.projectId());
        PythonJson.value(json.ascii(", \"project_name\": "), owner.projectName());
        PythonJson.value(json.ascii(", \"resource_id\": "), subject.resourceId());
        driver.inBody(body, json.ascii(", \"timestamp\": \""));
    }

    @Override
    public void metadata(Bytes body) {
        PythonJson.value(
                json.clear().ascii("\", \"resource_metadata\": "),
                subject.metadata().asMap());
        driver.inBody(body, json.ascii(", \"message_id\": \""));
    }

    @Override
    public void signedResource(Bytes preimage) {
        PythonRepr.text(preimage.ascii("project_id"), subject.owner().projectId());
        PythonRepr.text(preimage.ascii("project_name"), subject.owner().projectName());
        PythonRepr.text(preimage.ascii("resource_id"), subject.resourceId());
        Preimage.append(preimage, "resource_metadata:", subject.metadata().asMap());
    }

    @Override
    public void signedUser(Bytes preimage) {
        PythonRepr.text(preimage.ascii("user_id"), subject.owner().userId());
        PythonRepr.text(preimage.ascii("user_name"), subject.owner().userName());
    }
}
