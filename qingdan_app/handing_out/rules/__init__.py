"""Rules of handing out, pure: plain values in, plain values out."""
