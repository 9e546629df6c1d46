from .base import Tool


class Aligner(Tool):
    name = "align"
    template = "align --threads $threads --reference '$reference' $sample"
    defaults = {"threads": 2}

    def parse(self, output):
        reads, _, quality = output.partition(" ")
        return {"reads": int(reads), "quality": float(quality)}
