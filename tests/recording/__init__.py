"""Tests of evidence as bytes."""
