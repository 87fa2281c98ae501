package io.nephoscope.journal.file;

import io.nephoscope.journal.JournalInUseException;
import java.io.IOException;
import java.util.List;

/** The folder of a journal, and the files in it by their names. Thread-safe. */
public interface JournalFolder extends AutoCloseable {

    /**
     * Makes the folder if it is not there, and claims it for this journal alone. Does nothing if both was done before.
     *
     * @throws JournalInUseException if another journal has claimed it
     */
    void claim() throws IOException;

    /** The names of the files, in no order; a name with a slash is that of a file in a folder within. */
    List<String> list() throws IOException;

    /**
     * Opens a file for reading.
     *
     * @throws java.nio.file.NoSuchFileException if it is not there
     */
    JournalFile open(String name) throws IOException;

    /** Makes an empty file, in place of one of the same name, with its folder. */
    JournalFile create(String name) throws IOException;

    /** Opens a file for writing. */
    JournalFile change(String name) throws IOException;

    /** Renames a file in one step, in place of one of the new name. */
    void rename(String from, String to) throws IOException;

    /** Deletes a file; one that is not there is no failure. */
    void delete(String name) throws IOException;

    /** Waits until what was made, renamed and deleted would outlast a loss of power. */
    void force() throws IOException;

    /** Where it is, for people. */
    @Override
    String toString();

    /** Gives up the claim. */
    @Override
    void close();
}
