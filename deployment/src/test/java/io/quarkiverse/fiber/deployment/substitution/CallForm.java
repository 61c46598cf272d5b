package io.quarkiverse.fiber.deployment.substitution;

import static io.quarkiverse.fiber.deployment.substitution.HookTable.Call.CONSTRUCTOR;
import static io.quarkiverse.fiber.deployment.substitution.HookTable.Call.INSTANCE;
import static io.quarkiverse.fiber.deployment.substitution.HookTable.Call.STATIC;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

import io.quarkiverse.fiber.deployment.substitution.HookTable.Call;
import io.quarkiverse.fiber.deployment.substitution.HookTable.Member;

/** How code can call a member, or refer to it. */
enum CallForm {

    CALL(EnumSet.allOf(Call.class), CallWriter::call),
    CALL_THROUGH_A_SUBTYPE(EnumSet.of(STATIC, INSTANCE), writer -> writer.throughSubtype().call()),

    /** Without a copy, as some compilers leave it. */
    UNUSED_OBJECT(EnumSet.of(CONSTRUCTOR), CallWriter::unusedObject),
    OBJECT_IN_A_VARIABLE(EnumSet.of(CONSTRUCTOR), CallWriter::objectInAVariable),
    CONSTRUCTOR_IN_THE_ARGUMENTS_OF_ANOTHER(EnumSet.of(CONSTRUCTOR), CallWriter::nested),
    BRANCHES_IN_THE_ARGUMENTS(EnumSet.of(CONSTRUCTOR), CallWriter::branches),
    TRY_IN_THE_ARGUMENTS(EnumSet.of(CONSTRUCTOR), CallWriter::tryBlock),
    /** The variable of the first object must not be taken for the next one. */
    OBJECT_OF_EACH_TURN_OF_A_LOOP(EnumSet.of(CONSTRUCTOR), CallWriter::loop),

    LAMBDA(EnumSet.allOf(Call.class), CallWriter::lambda),
    REFERENCE(EnumSet.allOf(Call.class), writer -> writer.reference(false)),
    REFERENCE_WITH_A_MARKER(EnumSet.allOf(Call.class), writer -> writer.reference(true)),
    REFERENCE_THROUGH_A_SUBTYPE(EnumSet.of(STATIC, INSTANCE), writer -> writer.throughSubtype().reference(false)),
    BOUND_REFERENCE(EnumSet.of(INSTANCE), writer -> writer.boundReference(false)),
    BOUND_REFERENCE_WITH_A_MARKER(EnumSet.of(INSTANCE), writer -> writer.boundReference(true)),
    BOUND_REFERENCE_THROUGH_A_SUBTYPE(EnumSet.of(INSTANCE), writer -> writer.throughSubtype().boundReference(false)),

    CONSTANT_HANDLE(EnumSet.allOf(Call.class), CallWriter::constantHandle),
    HANDLE_IN_A_CONSTANT(EnumSet.allOf(Call.class), CallWriter::handleInAConstant);

    private final Set<Call> calls;
    private final Consumer<CallWriter> code;

    CallForm(Set<Call> calls, Consumer<CallWriter> code) {
        this.calls = calls;
        this.code = code;
    }

    boolean appliesTo(Member member) {
        return calls.contains(member.call()) && (!isThroughSubtype() || GeneratedClasses.canHaveSubtype(member));
    }

    void write(CallWriter writer) {
        code.accept(writer);
    }

    boolean isReference() {
        return compareTo(LAMBDA) >= 0;
    }

    boolean isThroughSubtype() {
        return name().endsWith("_THROUGH_A_SUBTYPE");
    }

    boolean returnsNothing() {
        return this == UNUSED_OBJECT;
    }

    int sites() {
        return this == CONSTRUCTOR_IN_THE_ARGUMENTS_OF_ANOTHER ? 2 : 1;
    }
}
