"""Programs of students that exercise the engine's judgement; each says what the engine must conclude."""
