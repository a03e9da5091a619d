package io.trunkline.kit.sample;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An aggregate to be changed by tests. */
@Entity
public class Counter {

    @Id
    public String id;
    public int value;
}
