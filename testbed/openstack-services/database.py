"""Makes the databases of the testbed's cloud: from the services' own models, since their migrations take long."""

import glob
import os

import sqlalchemy

import inventory


class Database:
    """A database in which nothing is yet, whatever was there. What is left out of a row has the default of the model."""

    def __init__(self, name, metadata):
        path = os.path.join(os.environ["TESTBED_DATABASES"], f"{name}.sqlite")
        for old in glob.glob(f"{path}*"):
            os.remove(old)
        self._tables = metadata.tables
        self._connection = sqlalchemy.create_engine(f"sqlite:///{path}").connect()
        # Readers wait for no writer.
        self._connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        self._connection.exec_driver_sql("PRAGMA synchronous=OFF")
        metadata.create_all(self._connection)

    def __enter__(self):
        self._transaction = self._connection.begin()
        return self

    def __exit__(self, failure, *_):
        (self._transaction.rollback if failure else self._transaction.commit)()
        self._connection.close()

    def add(self, table, **columns):
        known = self._tables[table].columns
        for column in ("created_at", "updated_at"):
            if column in known:
                columns.setdefault(column, inventory.CREATED)
        return self._connection.execute(self._tables[table].insert().values(**columns)).inserted_primary_key[0]
